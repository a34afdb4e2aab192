/** Tests of the client of zkPass services. */
package holdfast.proving.remote;

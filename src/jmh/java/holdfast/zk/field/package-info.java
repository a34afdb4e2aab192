/** Benchmarks of the field arithmetic. */
package holdfast.zk.field;

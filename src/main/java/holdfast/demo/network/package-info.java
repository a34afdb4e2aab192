/** The three roles over HTTP and TLS on this computer: each workflow from end to end. */
@NullMarked
package holdfast.demo.network;

import org.jspecify.annotations.NullMarked;

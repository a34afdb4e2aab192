/** The one guarded door to the network, and the ledger of what passed it. The only user of OkHttp. */
@NullMarked
package holdfast.net;

import org.jspecify.annotations.NullMarked;

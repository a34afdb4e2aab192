/** A small web server with limits; the only user of the server library. Knows nothing of the roles. */
@NullMarked
package holdfast.service.http;

import org.jspecify.annotations.NullMarked;

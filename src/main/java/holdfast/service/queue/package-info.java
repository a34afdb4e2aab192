/** Jobs and their results, all of it encrypted: in the process, or in PostgreSQL. */
@NullMarked
package holdfast.service.queue;

import org.jspecify.annotations.NullMarked;

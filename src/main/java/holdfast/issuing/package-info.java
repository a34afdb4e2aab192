/** The issuer's use cases: signing user data. */
@NullMarked
package holdfast.issuing;

import org.jspecify.annotations.NullMarked;

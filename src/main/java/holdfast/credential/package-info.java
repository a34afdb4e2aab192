/** What a credential is made of: tags, user data, the names of keys. Immutable records without behaviour of their own. */
@NullMarked
package holdfast.credential;

import org.jspecify.annotations.NullMarked;

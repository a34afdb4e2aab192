/** The words of the program: message bundles in each language, and the sentences that explain a request. */
@NullMarked
package holdfast.text;

import org.jspecify.annotations.NullMarked;

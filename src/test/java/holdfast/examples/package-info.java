/** The examples of the documents, which are compiled and run. */
@NullMarked
package holdfast.examples;

import org.jspecify.annotations.NullMarked;

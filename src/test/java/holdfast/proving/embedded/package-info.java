@NullMarked
package holdfast.proving.embedded;

import org.jspecify.annotations.NullMarked;

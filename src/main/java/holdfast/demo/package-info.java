/** The three roles in one program, on sample data: for demonstrations, templates and dry runs. */
@NullMarked
package holdfast.demo;

import org.jspecify.annotations.NullMarked;

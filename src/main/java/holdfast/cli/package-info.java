/** The command-line tool: one class for each command. The only user of picocli. */
@NullMarked
package holdfast.cli;

import org.jspecify.annotations.NullMarked;

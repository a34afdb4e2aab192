/** Benchmarks of the proof system under JMH. */
@NullMarked
package holdfast.jmh;

import org.jspecify.annotations.NullMarked;

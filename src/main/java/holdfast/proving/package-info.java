/** The port to prove and verify, the proof file, and what is checked before a proof leaves. */
@NullMarked
package holdfast.proving;

import org.jspecify.annotations.NullMarked;

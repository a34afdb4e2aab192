/** Polynomials over the fields of the proof system: Reed–Solomon extension and interpolation at the small evaluation points. */
@NullMarked
package holdfast.zk.poly;

import org.jspecify.annotations.NullMarked;

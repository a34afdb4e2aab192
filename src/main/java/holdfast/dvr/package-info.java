/** The request of a verifier (DVR) and its query language: model, parser, evaluator, explanation, lint. */
@NullMarked
package holdfast.dvr;

import org.jspecify.annotations.NullMarked;

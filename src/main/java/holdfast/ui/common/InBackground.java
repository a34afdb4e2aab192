package holdfast.ui.common;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Takes time, and so runs off the window's thread: in the work given to {@link Tasks} or {@link WalletSession}. A test
 * looks that nothing else calls it.
 */
@Retention(RetentionPolicy.CLASS)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface InBackground {}

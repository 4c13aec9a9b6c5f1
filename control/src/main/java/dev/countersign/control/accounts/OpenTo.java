package dev.countersign.control.accounts;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Says that a route needs no permission, and who may call it then. */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface OpenTo {

  /** Who may. */
  Who value();

  /** Those to whom a route can be open. */
  enum Who {
    /** Anybody, signed in or not. */
    EVERYBODY,
    /** Whoever is signed in, for what is their own. */
    SIGNED_IN
  }
}

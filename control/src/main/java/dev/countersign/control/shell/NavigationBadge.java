package dev.countersign.control.shell;

import dev.countersign.control.accounts.SignedIn;
import org.jspecify.annotations.Nullable;

/**
 * A number beside a place of the navigation. A module that has one brings a bean; it is asked on
 * every page, for those who may see the place, so it must be cheap.
 */
public interface NavigationBadge {

  /** The address of the place, as in {@code /refusals}. */
  String place();

  /** What it says; null for nothing. */
  @Nullable Badge of(SignedIn person);

  /**
   * A number.
   *
   * @param hot whether it wants attention
   */
  record Badge(long number, boolean hot) {}
}

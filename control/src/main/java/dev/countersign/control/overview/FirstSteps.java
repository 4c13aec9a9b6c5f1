package dev.countersign.control.overview;

import dev.countersign.control.accounts.SignedIn;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a new company does first, up to its first call with a certificate. */
public interface FirstSteps {

  /** The steps in their order; none once all are done. */
  List<Step> of(SignedIn person);

  /**
   * One step.
   *
   * @param href where it is done; null where this person may not, or there is no such page
   * @param command to copy; null for none
   */
  record Step(
      String title,
      String text,
      boolean done,
      @Nullable String href,
      @Nullable String action,
      @Nullable String command) {}
}

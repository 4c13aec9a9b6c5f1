package dev.countersign.control.overview;

import dev.countersign.control.accounts.SignedIn;
import java.util.List;

/** Something that may need a person's attention; in the order of the beans. */
public interface Attention {

  /** What does so now; nothing that this person may not see. */
  List<Item> of(SignedIn person);

  /** How much it matters. */
  enum Urgency {
    /** Somebody is refused, or will not hear of a change. */
    BAD,
    /** Somebody will be. */
    WARN
  }

  /**
   * One thing.
   *
   * @param title what it is, with its number
   * @param text what follows from it
   * @param href where to do something about it
   * @param action the words of that link
   */
  record Item(Urgency urgency, String title, String text, String href, String action) {}
}

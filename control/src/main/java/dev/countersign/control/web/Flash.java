package dev.countersign.control.web;

import java.io.Serializable;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** One sentence that the next page says: what was done, or why it was not. */
public record Flash(Kind kind, String text) implements Serializable {

  /** How it is meant. */
  public enum Kind {
    DONE,
    REFUSED
  }

  static final String ATTRIBUTE = "flash";

  /** Says on the next page that something was done. */
  public static void done(RedirectAttributes next, String text) {
    next.addFlashAttribute(ATTRIBUTE, new Flash(Kind.DONE, text));
  }

  /** Says on the next page why something was not done. */
  public static void refused(RedirectAttributes next, String text) {
    next.addFlashAttribute(ATTRIBUTE, new Flash(Kind.REFUSED, text));
  }
}

package dev.countersign.control.shell;

import dev.countersign.control.accounts.Permission;
import dev.countersign.control.accounts.SignedIn;
import dev.countersign.control.web.Flash;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the layout shows around a page, and what its parts need to know.
 *
 * @param person who is signed in; null on the pages before
 * @param address of the page, by which the navigation knows where it is
 * @param flash what the last action said
 * @param now the moment from which distances are told
 */
public record Screen(
    @Nullable SignedIn person,
    Address address,
    List<NavigationSection> navigation,
    String csrfParameter,
    String csrfToken,
    @Nullable Flash flash,
    Theme theme,
    Instant now) {

  /** Whether whoever looks at it may do this: what they may not do is not offered. */
  public boolean may(Permission permission) {
    return person != null && person.may(permission);
  }

  Screen saying(Flash said) {
    return new Screen(person, address, navigation, csrfParameter, csrfToken, said, theme, now);
  }

  /** A moment as seen from now. */
  public Moment moment(Instant at) {
    return new Moment(at, now);
  }

  /** Where a file of the assets lies. */
  public String asset(String file) {
    return Assets.href(file);
  }
}

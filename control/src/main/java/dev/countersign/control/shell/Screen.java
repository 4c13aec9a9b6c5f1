package dev.countersign.control.shell;

import dev.countersign.control.accounts.Permission;
import dev.countersign.control.accounts.SignedIn;
import dev.countersign.control.web.Flash;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the layout shows around a page.
 *
 * @param person who is signed in; null on the pages before
 * @param path of the page, by which the navigation knows where it is
 * @param flash what the last action said
 */
public record Screen(
    @Nullable SignedIn person,
    String path,
    List<NavigationSection> navigation,
    String csrfParameter,
    String csrfToken,
    @Nullable Flash flash) {

  /** Whether whoever looks at it may do this: what they may not do is not offered. */
  public boolean may(Permission permission) {
    return person != null && person.may(permission);
  }
}

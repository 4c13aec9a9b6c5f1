package dev.countersign.control.shell;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Stream;

/** How the pages look: as a person chose in this browser. */
public enum Theme {
  LIGHT("Light", "sun"),
  DARK("Dark", "moon"),
  AUTO("Auto", "device-desktop");

  static final String COOKIE = "theme";

  private final String label;
  private final String icon;

  Theme(String label, String icon) {
    this.label = label;
    this.icon = icon;
  }

  static Theme of(HttpServletRequest request) {
    return Stream.ofNullable(request.getCookies())
        .flatMap(Arrays::stream)
        .filter(cookie -> cookie.getName().equals(COOKIE))
        .map(Cookie::getValue)
        .map(Theme::of)
        .findFirst()
        .orElse(AUTO);
  }

  static Theme of(String code) {
    return Arrays.stream(values())
        .filter(theme -> theme.code().equals(code))
        .findFirst()
        .orElse(AUTO);
  }

  /** As the cookie and the page name it. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** What the page is drawn in until a script knows better. */
  public String drawn() {
    return this == DARK ? "dark" : "light";
  }

  /** As people read it. */
  public String label() {
    return label;
  }

  /** Its icon. */
  public String icon() {
    return icon;
  }
}

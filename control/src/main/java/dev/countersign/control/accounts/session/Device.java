package dev.countersign.control.accounts.session;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * What a browser is called by people, as in {@code Firefox on Windows}: to recognise, never to
 * decide by.
 */
final class Device {

  /** The first that is found counts: each names those after it too. */
  private static final SequencedMap<String, String> BROWSERS = new LinkedHashMap<>();

  private static final SequencedMap<String, String> SYSTEMS = new LinkedHashMap<>();

  static {
    BROWSERS.put("Edg", "Edge");
    BROWSERS.put("OPR/", "Opera");
    BROWSERS.put("Firefox/", "Firefox");
    BROWSERS.put("FxiOS/", "Firefox");
    BROWSERS.put("CriOS/", "Chrome");
    BROWSERS.put("Chrome/", "Chrome");
    BROWSERS.put("Safari/", "Safari");
    SYSTEMS.put("Windows", "Windows");
    SYSTEMS.put("Android", "Android");
    SYSTEMS.put("iPhone", "iPhone");
    SYSTEMS.put("iPad", "iPad");
    SYSTEMS.put("Mac OS X", "macOS");
    SYSTEMS.put("CrOS", "ChromeOS");
    SYSTEMS.put("Linux", "Linux");
  }

  private Device() {}

  /** Of a User-Agent header; as it stands where nothing in it is known. */
  static String of(String userAgent) {
    Optional<String> browser = first(BROWSERS, userAgent);
    Optional<String> system = first(SYSTEMS, userAgent);
    if (browser.isEmpty()) {
      return userAgent;
    }
    return system.map(name -> browser.get() + " on " + name).orElse(browser.get());
  }

  private static Optional<String> first(SequencedMap<String, String> names, String userAgent) {
    return names.entrySet().stream()
        .filter(name -> userAgent.contains(name.getKey()))
        .map(Map.Entry::getValue)
        .findFirst();
  }
}

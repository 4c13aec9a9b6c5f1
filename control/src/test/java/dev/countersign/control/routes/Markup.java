package dev.countersign.control.routes;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The tags of a page as a browser's tokenizer finds them (WHATWG HTML, 13.2.5), so that markup that
 * slipped into a text is found as markup, however it is spelt.
 */
final class Markup {

  /** Up to their end tag, nothing in them is a tag. */
  private static final Set<String> RAW = Set.of("script", "style", "textarea", "title");

  private final String html;
  private final List<Tag> tags = new ArrayList<>();
  private int at;

  private Markup(String html) {
    this.html = html;
  }

  /**
   * A start tag.
   *
   * @param text what is between it and its end tag, of an element that holds text alone
   */
  record Tag(String name, Map<String, String> attributes, String text) {

    /** The value of an attribute; empty where there is none. */
    String attribute(String attribute) {
      return attributes.getOrDefault(attribute, "");
    }
  }

  /** Every start tag, in order. */
  static List<Tag> tags(String html) {
    Markup markup = new Markup(html);
    while (markup.at < html.length()) {
      markup.next();
    }
    return markup.tags;
  }

  private void next() {
    at = html.indexOf('<', at);
    if (at < 0 || at + 1 == html.length()) {
      at = html.length();
    } else if (html.startsWith("<!--", at)) {
      skipPast("-->");
    } else if (Character.isLetter(html.charAt(at + 1))) {
      at++;
      tag();
    } else if ("!/?".indexOf(html.charAt(at + 1)) >= 0) {
      skipPast(">");
    } else {
      at++;
    }
  }

  private void skipPast(String end) {
    int found = html.indexOf(end, at);
    at = found < 0 ? html.length() : found + end.length();
  }

  private void tag() {
    String name = upTo(" \t\n\f\r/>").toLowerCase(Locale.ROOT);
    Map<String, String> attributes = new LinkedHashMap<>();
    while (at < html.length() && html.charAt(at) != '>') {
      if (Character.isWhitespace(html.charAt(at)) || html.charAt(at) == '/') {
        at++;
      } else {
        attribute(attributes);
      }
    }
    at++;
    tags.add(new Tag(name, attributes, RAW.contains(name) ? text(name) : ""));
  }

  private void attribute(Map<String, String> attributes) {
    int start = at;
    at++; // Whatever it is, it begins a name.
    String name = html.substring(start, at) + upTo(" \t\n\f\r/>=");
    int before = at;
    skipSpace();
    if (at < html.length() && html.charAt(at) == '=') {
      at++;
      skipSpace();
      attributes.putIfAbsent(name.toLowerCase(Locale.ROOT), decoded(value()));
    } else {
      at = before;
      attributes.putIfAbsent(name.toLowerCase(Locale.ROOT), "");
    }
  }

  private String value() {
    char quote = at < html.length() ? html.charAt(at) : '>';
    if (quote != '"' && quote != '\'') {
      return upTo(" \t\n\f\r>");
    }
    at++;
    String value = upTo(String.valueOf(quote));
    at++;
    return value;
  }

  private String text(String name) {
    int end = html.toLowerCase(Locale.ROOT).indexOf("</" + name, at);
    String text = html.substring(at, end < 0 ? html.length() : end);
    at = end < 0 ? html.length() : end;
    return text;
  }

  private String upTo(String ends) {
    int start = at;
    while (at < html.length() && ends.indexOf(html.charAt(at)) < 0) {
      at++;
    }
    return html.substring(start, at);
  }

  private void skipSpace() {
    while (at < html.length() && Character.isWhitespace(html.charAt(at))) {
      at++;
    }
  }

  private static String decoded(String value) {
    return value
        .replace("&#34;", "\"")
        .replace("&#39;", "'")
        .replace("&quot;", "\"")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&amp;", "&");
  }
}

package dev.countersign.control.web;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatusCode;
import org.springframework.util.MultiValueMap;
import org.springframework.web.servlet.ModelAndView;

/**
 * A form of a page: what was typed, and what is wrong with it. In a page's model it is called
 * {@code form}. It never holds a password, passphrase or CSRF token.
 *
 * @param refusal the problem that the form as a whole met
 */
public record Form(Map<String, List<String>> values, @Nullable Problem refusal) {

  /** The name of a page's form in its model. */
  public static final String MODEL_NAME = "form";

  /** The hidden field of the version that a form was filled from. */
  public static final String VERSION = "version";

  /** The button that writes over another version, which it names. */
  private static final String OVER = "over";

  private static final List<String> UNKEPT = List.of("password", "passphrase", "_csrf", "secret");

  public Form {
    values =
        values.entrySet().stream()
            .filter(field -> isKept(field.getKey()))
            .collect(
                Collectors.toUnmodifiableMap(
                    Map.Entry::getKey, field -> List.copyOf(field.getValue())));
  }

  /** One in which nothing was typed yet. */
  public static Form empty() {
    return new Form(Map.of(), null);
  }

  /** One filled with what is stored, or with defaults. */
  public static Form of(Map<String, String> values) {
    return new Form(
        values.entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, field -> List.of(field.getValue()))),
        null);
  }

  /** One as it was sent: take {@code @RequestParam MultiValueMap<String, String>}. */
  public static Form sent(MultiValueMap<String, String> values) {
    return new Form(values, null);
  }

  /** The same, refused. */
  public Form refused(ProblemException e) {
    return new Form(values, e.problem());
  }

  /** The page that shows it again, with the refusal's status. */
  public ModelAndView page(String template) {
    ModelAndView page = new ModelAndView(template, MODEL_NAME, this);
    if (refusal != null) {
      page.setStatus(HttpStatusCode.valueOf(refusal.status()));
    }
    return page;
  }

  /** What was typed into a field; empty where nothing was. */
  public String value(String field) {
    List<String> all = all(field);
    return all.isEmpty() ? "" : all.getFirst();
  }

  /** All that was chosen in a field that takes several. */
  public List<String> all(String field) {
    return values.getOrDefault(field, List.of());
  }

  /** Whether this was chosen. */
  public boolean has(String field, String value) {
    return all(field).contains(value);
  }

  /**
   * What {@code If-Match} would say of a change: the version that the form was filled from, or the
   * one that its writer was shown and chose to write over. What is no version fits none.
   */
  public String expectedVersion() {
    String over = value(OVER);
    String version = over.isEmpty() ? value(VERSION) : over;
    return version.matches("[0-9]{1,18}") ? EntityTag.of(Long.parseLong(version)) : "\"none\"";
  }

  /** Whether another person changed what it was filled from. */
  public boolean isStale() {
    return refusal != null && refusal.code().equals(ProblemType.STALE.code());
  }

  /** What is wrong with a field, or with a part of it; null where nothing is. */
  public @Nullable String error(String field) {
    return errors().stream()
        .filter(error -> isOf(error, field))
        .map(FieldError::message)
        .findFirst()
        .orElse(null);
  }

  /** Everything that is wrong with fields. */
  public List<FieldError> errors() {
    return refusal == null ? List.of() : refusal.errors();
  }

  /** The id by which the field of an error is found on the page. */
  public static String id(String field) {
    int part = field.indexOf('[');
    return "f-" + (part < 0 ? field : field.substring(0, part)).replace('.', '-');
  }

  /** Names its fields, and never shows what was typed: a link's secret is a field too. */
  @Override
  public String toString() {
    return "Form%s".formatted(values.keySet());
  }

  private static boolean isOf(FieldError error, String field) {
    return error.field().equals(field) || error.field().startsWith(field + "[");
  }

  static boolean isKept(String field) {
    String name = field.toLowerCase(Locale.ROOT);
    return UNKEPT.stream().noneMatch(name::contains);
  }
}

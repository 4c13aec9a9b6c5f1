package dev.countersign.control.provider.apis;

import dev.countersign.control.web.Form;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An API as a form: its fields are called as the REST API calls them. What each field was when the
 * form was filled goes along, so that another person's change in between can be told.
 */
final class ApiForm {

  private static final String WAS = "was.";
  private static final Pattern HOST_SEPARATOR = Pattern.compile("[\\s,;]+");

  private static final Set<String> CHECKED =
      Set.of(
          "stripListenPath",
          "upstream.forwardClientCertificate",
          "authentication.forwardToken",
          "mutualTls.tolerateServerAuth",
          "active");

  /** What is said of each field where two people changed it. */
  private static final Map<String, String> LABELS = labels();

  private ApiForm() {}

  private static Map<String, String> labels() {
    Map<String, String> labels = new LinkedHashMap<>();
    labels.put("name", "Name");
    labels.put("hosts", "Hosts");
    labels.put("listenPath", "Listen path");
    labels.put("stripListenPath", "Take the listen path off");
    labels.put("upstream.url", "Upstream");
    labels.put("upstream.timeout", "Timeout");
    labels.put("upstream.forwardClientCertificate", "Tell the upstream who called");
    labels.put("authentication.type", "Token");
    labels.put("authentication.header", "Header of the token");
    labels.put("authentication.forwardToken", "Pass the token on");
    labels.put("mutualTls.mode", "Client certificates");
    labels.put("mutualTls.tolerateServerAuth", "Accept certificates made for servers");
    labels.put("active", "Published");
    return labels;
  }

  /** A new API: certificates and tokens asked for, as most want it. */
  static Form defaults() {
    return Form.of(
        Map.of(
            "listenPath", "/",
            "stripListenPath", "true",
            "upstream.timeout", "30s",
            "authentication.type", "auth-token",
            "mutualTls.mode", "enforce",
            "active", "true"));
  }

  /** A stored one. */
  static Form of(ApiDetail api) {
    Map<String, String> values = new LinkedHashMap<>(values(api));
    values(api).forEach((field, value) -> values.put(WAS + field, value));
    values.put(Form.VERSION, Long.toString(api.version()));
    return Form.of(values);
  }

  private static Map<String, String> values(ApiDetail api) {
    Map<String, String> values = new LinkedHashMap<>();
    values.put("name", api.name());
    values.put("hosts", api.hostNames());
    values.put("listenPath", api.listenPath());
    values.put("stripListenPath", text(api.stripListenPath()));
    values.put("upstream.url", api.upstreamUrl());
    values.put("upstream.timeout", api.upstreamTimeout());
    values.put("upstream.forwardClientCertificate", text(api.forwardClientCertificate()));
    values.put("authentication.type", api.asksForToken() ? "auth-token" : "none");
    values.put("authentication.header", api.tokenHeader() == null ? "" : api.tokenHeader());
    values.put("authentication.forwardToken", text(api.forwardToken()));
    values.put("mutualTls.mode", api.enforcesMutualTls() ? "enforce" : "off");
    values.put("mutualTls.tolerateServerAuth", text(api.tolerateServerAuth()));
    values.put("active", text(api.active()));
    return values;
  }

  private static String text(boolean value) {
    return value ? "true" : "";
  }

  /** What was typed, as the REST API takes it; what was left empty is absent. */
  static ApiDocument document(Form form) {
    boolean token = !form.value("authentication.type").equals("none");
    return new ApiDocument(
        given(form, "name"),
        hosts(form.value("hosts")),
        given(form, "listenPath"),
        isChecked(form, "stripListenPath"),
        new ApiDocument.Upstream(
            given(form, "upstream.url"),
            given(form, "upstream.timeout"),
            null,
            isChecked(form, "upstream.forwardClientCertificate")),
        new ApiDocument.Authentication(
            given(form, "authentication.type"),
            token ? given(form, "authentication.header") : null,
            token && isChecked(form, "authentication.forwardToken")),
        new ApiDocument.MutualTls(
            given(form, "mutualTls.mode"), null, isChecked(form, "mutualTls.tolerateServerAuth")),
        isChecked(form, "active"));
  }

  /** Separated by spaces, commas or lines. */
  private static List<@Nullable String> hosts(String typed) {
    List<@Nullable String> hosts = new ArrayList<>();
    for (String host : HOST_SEPARATOR.split(typed)) {
      if (!host.isEmpty()) {
        hosts.add(host);
      }
    }
    return hosts;
  }

  private static @Nullable String given(Form form, String field) {
    String typed = form.value(field).strip();
    return typed.isEmpty() ? null : typed;
  }

  private static boolean isChecked(Form form, String field) {
    return form.has(field, "true");
  }

  /** What another person changed since the form was filled, beside what was typed into it. */
  static List<ApiDifference> differences(Form form, ApiDetail now) {
    List<ApiDifference> differences = new ArrayList<>();
    values(now)
        .forEach((field, theirs) -> {
          String was = form.value(WAS + field);
          if (!was.equals(theirs)) {
            differences.add(
                new ApiDifference(
                    LABELS.getOrDefault(field, field),
                    spoken(field, was),
                    spoken(field, theirs),
                    spoken(field, form.value(field))));
          }
        });
    return differences;
  }

  /** As the form says it. */
  private static String spoken(String field, String value) {
    return switch (value) {
      case "true" -> "yes";
      case "" -> CHECKED.contains(field) ? "no" : "empty";
      case "enforce", "auth-token" -> "asked for";
      case "off", "none" -> "not asked for";
      default -> value;
    };
  }
}

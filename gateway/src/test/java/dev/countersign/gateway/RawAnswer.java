package dev.countersign.gateway;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An HTTP/1.1 answer as it was on the wire. */
record RawAnswer(int status, List<String> headers, String body) {

  /** The first value of a header; empty where there is none. */
  String header(String name) {
    return headers.stream()
        .filter(line -> line.regionMatches(true, 0, name + ":", 0, name.length() + 1))
        .map(line -> line.substring(name.length() + 1).strip())
        .findFirst()
        .orElse("");
  }

  boolean has(String name) {
    return headers.stream()
        .anyMatch(l -> l.regionMatches(true, 0, name + ":", 0, name.length() + 1));
  }

  /** The problem's code, or the status where there is no problem. */
  String code() {
    Matcher code = Pattern.compile("\"code\":\"([a-z_]+)\"").matcher(body);
    return header("content-type").equals("application/problem+json") && code.find()
        ? code.group(1)
        : Integer.toString(status);
  }
}

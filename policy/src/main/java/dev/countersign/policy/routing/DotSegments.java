package dev.countersign.policy.routing;

import java.util.ArrayList;
import java.util.List;

/**
 * A path without dot segments and repeated slashes, and every place that it passed on the way (RFC
 * 3986, section 5.2.4).
 */
final class DotSegments {
  /** Real clients resolve their dot segments; whoever sends more than this many is probing. */
  private static final int MAX_STEPS_BACK = 8;

  private final List<String> segments = new ArrayList<>();
  private final List<String> otherReadings = new ArrayList<>(0);
  private boolean endsInSlash;
  private int stepsBack;

  private DotSegments() {}

  static DotSegments resolve(String path) throws MalformedTargetException {
    DotSegments resolved = new DotSegments();
    for (String segment : path.substring(1).split("/", -1)) {
      resolved.enter(segment);
    }
    resolved.readWithoutParameters();
    return resolved;
  }

  String path() {
    String path = place();
    return endsInSlash && !segments.isEmpty() ? path + "/" : path;
  }

  List<String> otherReadings() {
    return otherReadings;
  }

  private String place() {
    return "/" + String.join("/", segments);
  }

  private void enter(String segment) throws MalformedTargetException {
    endsInSlash = segment.isEmpty() || segment.equals(".") || segment.equals("..");
    if (segment.equals("..")) {
      stepBack();
    } else if (!endsInSlash) {
      checkParameters(segment);
      segments.add(segment);
    }
  }

  private void stepBack() throws MalformedTargetException {
    if (segments.isEmpty() || ++stepsBack > MAX_STEPS_BACK) {
      throw new MalformedTargetException("The path's dot segments lead out of it");
    }
    otherReadings.add(place());
    segments.removeLast();
    otherReadings.add(place());
  }

  /** {@code ..;x} is a dot segment to servers that drop path parameters. */
  private static void checkParameters(String segment) throws MalformedTargetException {
    String bare = withoutParameters(segment);
    if (bare.length() < segment.length()
        && (bare.isEmpty() || bare.equals(".") || bare.equals(".."))) {
      throw new MalformedTargetException("The path has a dot segment with parameters");
    }
  }

  private void readWithoutParameters() {
    List<String> bare = segments.stream().map(DotSegments::withoutParameters).toList();
    if (!bare.equals(segments)) {
      otherReadings.add("/" + String.join("/", bare));
    }
  }

  private static String withoutParameters(String segment) {
    int plain = segment.indexOf(';');
    int escaped = segment.indexOf("%3B");
    int end = plain < 0 || (escaped >= 0 && escaped < plain) ? escaped : plain;
    return end < 0 ? segment : segment.substring(0, end);
  }
}

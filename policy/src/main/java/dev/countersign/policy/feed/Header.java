package dev.countersign.policy.feed;

import tools.jackson.databind.node.ObjectNode;

/** The first line: which format, what follows, and of which feed. */
final class Header {
  private static final long FORMAT = 1;

  private Header() {}

  static ObjectNode write(String content, String feedId) {
    return Json.object().put("format", FORMAT).put("content", content).put("feedId", feedId);
  }

  /** Checks the common fields and gives the feed's id. */
  static String read(Fields line, String content) throws UnreadableConfigurationException {
    long format = line.number("format");
    if (format != FORMAT) {
      throw new UnreadableConfigurationException(
          "It is written in format %d, and this version knows format %d alone"
              .formatted(format, FORMAT));
    }
    String actual = line.text("content");
    if (!actual.equals(content)) {
      throw new UnreadableConfigurationException(
          "It holds “%s” where “%s” was expected".formatted(actual, content));
    }
    return line.text("feedId");
  }
}

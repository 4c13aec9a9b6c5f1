package dev.countersign.postgres;

import java.util.List;
import java.util.stream.Stream;

/** The words of a command. */
final class CommandLine {

  private CommandLine() {}

  static List<String> join(List<String> first, List<String> second) {
    return Stream.concat(first.stream(), second.stream()).toList();
  }
}

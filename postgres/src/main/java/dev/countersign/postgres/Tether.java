package dev.countersign.postgres;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * What a child keeps of its parent: not the terminal, so that Ctrl-C reaches us and not the
 * database under us, but the end, so that it shuts down in order when we are killed.
 */
final class Tether {

  private static final List<String> SESSION =
      Tool.find("setsid").map(tool -> List.of(tool.toString())).orElse(List.of());

  /** Fast shutdown at the end of the thread that started the child. Linux, util-linux 2.33. */
  private static final List<String> END_WITH_PARENT =
      Tool.find("setpriv")
          .map(tool -> List.of(tool.toString(), "--pdeathsig", "INT"))
          .filter(Tether::works)
          .orElse(List.of());

  private Tether() {}

  /** The session comes first; changing the user later would undo the other. */
  static List<String> session() {
    return SESSION;
  }

  static List<String> endWithParent() {
    return END_WITH_PARENT;
  }

  private static boolean works(List<String> words) {
    List<String> line = new ArrayList<>(words);
    line.add("true");
    try {
      Process process =
          new ProcessBuilder(line)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}

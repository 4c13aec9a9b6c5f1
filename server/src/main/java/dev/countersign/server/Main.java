package dev.countersign.server;

import dev.countersign.server.command.Countersign;
import dev.countersign.server.role.LastWords;

/** Where the program begins. */
public final class Main {

  private Main() {}

  public static void main(String[] arguments) {
    int status = Countersign.run(arguments, System.getenv());
    LastWords.write();
    System.exit(status);
  }
}

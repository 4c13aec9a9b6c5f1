package dev.countersign.server.command;

import dev.countersign.server.role.StartException;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** What the operator can mend is said in a sentence; what they cannot, with its stack trace. */
final class Failures implements IExecutionExceptionHandler {

  @Override
  public int handleExecutionException(Exception e, CommandLine line, ParseResult parsed) {
    if (e instanceof StartException) {
      line.getErr().println(e.getMessage());
    } else {
      LoggerFactory.getLogger(Failures.class).error("Countersign failed", e);
      line.getErr().println("Countersign failed: " + e);
    }
    line.getErr().flush();
    return Countersign.failed();
  }
}

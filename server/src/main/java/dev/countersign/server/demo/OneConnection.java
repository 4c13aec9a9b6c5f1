package dev.countersign.server.demo;

import static dev.countersign.server.demo.Call.LET_IN;
import static dev.countersign.server.demo.Call.refused;

import java.io.IOException;
import java.util.List;

/**
 * Boris calls, is taken off the list, and calls again on the same connection: one curl makes all
 * four transfers, and says itself whether it opened another connection for the last.
 */
final class OneConnection {

  private final Curl curl;
  private final List<String> call;
  private final List<String> remove;
  private final List<String> wait;

  OneConnection(Curl curl, String gateway, String entry, String wait) {
    this.curl = curl;
    this.call =
        List.of(
            "--http1.1",
            "--cert",
            "boris.pem",
            "--key",
            "boris.key",
            "-H",
            "@boris.token",
            gateway + "/orders/42");
    this.remove = List.of("-X", "DELETE", "-H", "@operator.header", entry);
    this.wait = List.of(wait);
  }

  List<Result> show() throws IOException, InterruptedException {
    List<Answer> answers = curl.transfer(List.of(call, remove, wait, call));
    Answer before = answers.get(0);
    Answer after = answers.get(3);
    boolean same = after.newConnections() == 0 && after.localPort() == before.localPort();
    return List.of(
        new Result(
            new Call(
                "Boris, his listed certificate, his token",
                LET_IN,
                "The connection stays open (curl's port %d) ...".formatted(before.localPort()),
                call),
            before,
            true),
        new Result(
            new Call(
                "The operator takes Boris off the list",
                refused(204, ""),
                "... while his certificate is removed over the management API ...",
                remove),
            answers.get(1),
            true),
        new Result(
            new Call(
                "Boris again, on the same open connection",
                refused(403, "certificate_not_allowed"),
                same
                    ? "... and the next request on it is refused: port %d, no new connection."
                        .formatted(after.localPort())
                    : "curl opened another connection, so this proves nothing.",
                call),
            after,
            same));
  }
}

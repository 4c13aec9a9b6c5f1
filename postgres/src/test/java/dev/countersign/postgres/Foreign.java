package dev.countersign.postgres;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Another JVM that starts a private PostgreSQL, says its process id, and waits to be killed. */
final class Foreign implements AutoCloseable {

  private final Process process;
  private final String line;

  private Foreign(Process process, String line) {
    this.process = process;
    this.line = line;
  }

  static Foreign start(Path folder) throws IOException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Foreign.class.getName(),
                folder.toString())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    BufferedReader reader =
        new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
    return new Foreign(process, reader.readLine());
  }

  public static void main(String[] arguments) throws Exception {
    try {
      System.out.println(PrivatePostgres.start(Path.of(arguments[0])).pid());
    } catch (PostgresException e) {
      System.out.println(e);
      return;
    }
    Thread.sleep(Long.MAX_VALUE);
  }

  /** A server on this data directory that was started by nobody who watches it. */
  static Process orphan(Path data) throws Exception {
    Path program =
        PostgresBinaries.unpackedIn(BinaryCache.folder(System.getenv())).program("postgres");
    Account account = Account.of(data);
    Process orphan =
        ChildProcess.builder(
                account.command(
                    List.of(
                        program.toString(),
                        "-D",
                        account.nameOf(data),
                        "--port=" + Server.freePort(),
                        "--unix_socket_directories=")),
                data)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    await().until(() -> Files.exists(data.resolve("postmaster.pid")));
    return orphan;
  }

  String said() {
    return line;
  }

  long postgresPid() {
    return Long.parseLong(line);
  }

  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}

package dev.countersign.server.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The machine's curl, which knows nothing of us. */
final class Curl {

  private static final List<String> PROGRAM = List.of("curl", "-q", "--noproxy", "*");

  /** Of every transfer, since {@code --next} forgets the former one's. */
  private static final List<String> SHARED =
      List.of("-s", "-S", "--max-time", "20", "--cacert", "server.pem", "-w", Answer.WRITE_OUT);

  private final Path folder;

  Curl(Path folder) {
    this.folder = folder;
  }

  static boolean isMissing() {
    try {
      return new ProcessBuilder("curl", "--version")
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          != 0;
    } catch (IOException e) {
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  /** One process that makes the transfers one after another, over as few connections as it can. */
  List<Answer> transfer(List<List<String>> transfers) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(PROGRAM);
    List<Path> bodies = new ArrayList<>();
    for (List<String> arguments : transfers) {
      if (!bodies.isEmpty()) {
        command.add("--next");
      }
      Path body = folder.resolve("answer-" + bodies.size());
      Files.deleteIfExists(body);
      bodies.add(body);
      command.addAll(SHARED);
      command.addAll(List.of("-o", body.getFileName().toString()));
      command.addAll(arguments);
    }
    Process process = new ProcessBuilder(command).directory(folder.toFile()).start();
    process.getOutputStream().close();
    List<String> lines = process.inputReader(UTF_8).lines().toList();
    String complaint = new String(process.getErrorStream().readAllBytes(), UTF_8).strip();
    process.waitFor();
    if (lines.size() != transfers.size()) {
      throw new IOException("curl did not do its work: " + complaint);
    }
    List<Answer> answers = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      Answer answer = Answer.read(lines.get(i), bodies.get(i));
      answers.add(answer.status() == 0 ? answer.because(complaint) : answer);
    }
    return answers;
  }

  Answer call(Call call) throws IOException, InterruptedException {
    return transfer(List.of(call.arguments())).getFirst();
  }
}

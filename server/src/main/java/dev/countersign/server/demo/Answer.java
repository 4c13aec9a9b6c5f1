package dev.countersign.server.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What came of a call.
 *
 * @param status 0 where there was no answer
 * @param code of a refusal, else empty
 * @param said the refusal in the gateway's own words, or curl's complaint, else empty
 * @param newConnections how many connections curl opened for it
 * @param localPort curl's end of the connection
 */
record Answer(
    int status, String code, String said, long millis, int newConnections, int localPort) {

  private static final JsonMapper JSON = new JsonMapper();

  /** What curl is asked to say of each call, in one line. */
  static final String WRITE_OUT = "%{http_code} %{time_total} %{num_connects} %{local_port}\\n";

  static Answer read(String line, Path body) throws IOException {
    String[] words = line.strip().split(" ");
    JsonNode problem = problem(body);
    return new Answer(
        Integer.parseInt(words[0]),
        problem.path("code").asString(""),
        problem.path("error").asString(""),
        Math.round(Double.parseDouble(words[1]) * 1000),
        Integer.parseInt(words[2]),
        Integer.parseInt(words[3]));
  }

  private static JsonNode problem(Path body) throws IOException {
    try {
      return Files.exists(body) ? JSON.readTree(Files.readString(body)) : JSON.createObjectNode();
    } catch (JacksonException e) {
      return JSON.createObjectNode();
    }
  }

  /** The same with curl's own words for why there was no answer. */
  Answer because(String complaint) {
    return new Answer(status, code, complaint, millis, newConnections, localPort);
  }

  boolean is(Call.Expected expected) {
    return status == expected.status() && code.equals(expected.code());
  }

  @Override
  public String toString() {
    return status == 0 ? "no answer" : (status + " " + code).strip();
  }
}

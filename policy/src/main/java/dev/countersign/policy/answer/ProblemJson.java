package dev.countersign.policy.answer;

import java.nio.charset.StandardCharsets;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** The body of a refusal: RFC 9457 problem details, with {@code error} for older clients. */
public final class ProblemJson {
  /** The body's media type. */
  public static final String CONTENT_TYPE = "application/problem+json";

  private static final JsonFactory JSON = new JsonFactory();

  private ProblemJson() {}

  /**
   * The body in UTF-8.
   *
   * @param id under which the full reason is found
   */
  public static byte[] render(Answer answer, String id) {
    var out = new java.io.StringWriter(256);
    try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), out)) {
      json.writeStartObject()
          .writeStringProperty("type", "urn:countersign:problem:" + answer.code().code())
          .writeStringProperty("title", answer.code().title())
          .writeNumberProperty("status", answer.status())
          .writeStringProperty("code", answer.code().code())
          .writeStringProperty("id", id)
          .writeStringProperty("error", answer.error())
          .writeEndObject();
    }
    return out.toString().getBytes(StandardCharsets.UTF_8);
  }
}

package dev.countersign.control.web;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Map;

/**
 * What is answered when a request fails (RFC 9457).
 *
 * @param instance names this one occurrence; also in the log
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@Schema(description = "A problem (RFC 9457); programs go by its code.")
public record Problem(
    String type,
    String title,
    int status,
    String detail,
    String instance,
    String code,
    List<FieldError> errors,
    @Schema(hidden = true) @JsonAnyGetter Map<String, Object> members) {

  /** A problem, with what happened and what to do. */
  public static Problem of(ProblemType type, String detail) {
    return of(type, type.code(), detail);
  }

  /** A problem with a finer code than its type's. */
  public static Problem of(ProblemType type, String code, String detail) {
    return new Problem(
        "urn:countersign:problem:" + code,
        type.title(),
        type.status().value(),
        detail,
        "urn:countersign:occurrence:" + Ids.next(),
        code,
        List.of(),
        Map.of());
  }

  /** With fields at fault. */
  public Problem withErrors(List<FieldError> errors) {
    return new Problem(type, title, status, detail, instance, code, List.copyOf(errors), members);
  }

  /** With further members. */
  public Problem withMembers(Map<String, Object> members) {
    return new Problem(type, title, status, detail, instance, code, errors, Map.copyOf(members));
  }
}

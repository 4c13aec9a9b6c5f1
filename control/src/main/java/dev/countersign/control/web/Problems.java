package dev.countersign.control.web;

import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.http.converter.HttpMessageNotReadableException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/** Problems made of what the libraries below us report. */
public final class Problems {

  private Problems() {}

  static Problem unreadable(HttpMessageNotReadableException e) {
    for (Throwable cause = e.getCause(); cause != null; cause = cause.getCause()) {
      if (cause instanceof ProblemException known) {
        return known.problem();
      }
      if (cause instanceof JacksonException json) {
        return unreadable(json);
      }
    }
    return Problem.of(ProblemType.REQUEST_MALFORMED, "The request needs a body that can be read.");
  }

  /** Names the field that is unknown or cannot be read; a body that is no JSON has none. */
  public static Problem unreadable(JacksonException e) {
    if (e.getCause() instanceof ProblemException known) {
      return known.problem();
    }
    if (!(e instanceof DatabindException) || e.getPath().isEmpty()) {
      return Problem.of(ProblemType.REQUEST_MALFORMED, "The request body is not valid JSON.");
    }
    FieldError error =
        e instanceof UnrecognizedPropertyException
            ? new FieldError(path(e), "unknown_field", "There is no such field.")
            : new FieldError(path(e), "malformed", "This value is not of the field's type.");
    return Problem.of(ProblemType.INVALID_FIELDS, "See errors for what to write instead.")
        .withErrors(List.of(error));
  }

  private static String path(JacksonException e) {
    StringBuilder path = new StringBuilder();
    for (JacksonException.Reference step : e.getPath()) {
      if (step.getPropertyName() == null) {
        path.append('[').append(step.getIndex()).append(']');
      } else {
        path.append(path.isEmpty() ? "" : ".").append(step.getPropertyName());
      }
    }
    return path.toString();
  }

  static Problem forStatus(HttpStatus status) {
    return switch (status) {
      case FORBIDDEN -> Problem.of(ProblemType.FORBIDDEN, "Load the page again, and repeat it.");
      case NOT_FOUND -> Problem.of(ProblemType.NOT_FOUND, "This address does not exist.");
      case METHOD_NOT_ALLOWED ->
          Problem.of(ProblemType.METHOD_NOT_ALLOWED, "See the Allow header for those it takes.");
      case NOT_ACCEPTABLE ->
          Problem.of(ProblemType.NOT_ACCEPTABLE, "Answers are application/json.");
      case UNSUPPORTED_MEDIA_TYPE ->
          Problem.of(ProblemType.UNSUPPORTED_MEDIA_TYPE, "Send application/json.");
      case CONTENT_TOO_LARGE ->
          Problem.of(ProblemType.BODY_TOO_LARGE, "The request body is too large.");
      case SERVICE_UNAVAILABLE -> Problem.of(ProblemType.UNAVAILABLE, "Try again in a moment.");
      default ->
          status.is4xxClientError()
              ? Problem.of(ProblemType.REQUEST_MALFORMED, "The request cannot be read.")
              : Problem.of(ProblemType.INTERNAL, "Something failed inside.");
    };
  }
}

package dev.countersign.control.web;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.http.HttpStatus;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionSystemException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/** Problems made of what the libraries below us report. */
public final class Problems {

  private static final Logger LOG = LoggerFactory.getLogger(Problems.class);

  private Problems() {}

  /** What whoever asked is told; the rest goes into the log. */
  static Problem of(Exception e) {
    return switch (e) {
      case ProblemException known -> known.problem();
      case HttpMessageNotReadableException body -> unreadable(body);
      case MethodArgumentTypeMismatchException parameter -> badParameter(parameter);
      case InvalidParameterException _ -> forStatus(HttpStatus.BAD_REQUEST.value());
      case ErrorResponse refusal -> forStatus(refusal.getStatusCode().value());
      default -> failed(e);
    };
  }

  private static Problem failed(Exception e) {
    Problem problem =
        isOutage(e)
            ? outage()
            : Problem.of(
                ProblemType.INTERNAL,
                "Look for this problem's instance in the control plane's log.");
    log(problem, e);
    return problem;
  }

  static void log(Problem problem, Exception e) {
    LoggingEventBuilder entry =
        LOG.atError()
            .addKeyValue("instance", problem.instance())
            .addKeyValue("code", problem.code());
    Optional<Throwable> noConnection = causes(e).filter(Problems::isNoConnection).findFirst();
    // Every request fails so at once: where it was in our code says nothing, and fills the disk.
    entry =
        noConnection.isPresent()
            ? entry.addKeyValue("cause", root(noConnection.get()).getMessage())
            : entry.setCause(e);
    entry.log("Request failed");
  }

  private static boolean isNoConnection(Throwable e) {
    return e instanceof CannotGetJdbcConnectionException
        || e instanceof CannotCreateTransactionException;
  }

  private static Throwable root(Throwable e) {
    return Objects.requireNonNullElse(NestedExceptionUtils.getRootCause(e), e);
  }

  static Problem outage() {
    return Problem.of(ProblemType.UNAVAILABLE, "Nothing was stored. Try again in a moment.");
  }

  /** Whether the database did not answer: no fault of ours, nor of the caller's. */
  static boolean isOutage(Throwable e) {
    return causes(e)
        .anyMatch(cause ->
            cause instanceof DataAccessResourceFailureException
                || cause instanceof TransientDataAccessException
                || cause instanceof CannotCreateTransactionException);
  }

  private static Stream<Throwable> causes(Throwable e) {
    return Stream.iterate(e, Objects::nonNull, Problems::reason);
  }

  /** A rollback that fails for want of a connection hides why it was tried. */
  private static @Nullable Throwable reason(Throwable e) {
    return e instanceof TransactionSystemException hidden
        ? hidden.getOriginalException()
        : e.getCause();
  }

  private static Problem badParameter(MethodArgumentTypeMismatchException e) {
    return Problem.of(ProblemType.INVALID_FIELDS, "See errors for what to write instead.")
        .withErrors(
            List.of(new FieldError(e.getName(), "malformed", "This value cannot be read as one.")));
  }

  private static Problem forStatus(int code) {
    HttpStatus status = HttpStatus.resolve(code);
    return forStatus(status == null ? HttpStatus.BAD_REQUEST : status);
  }

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

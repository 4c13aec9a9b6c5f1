package dev.countersign.control.web;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/** Turns whatever a controller throws into a problem. */
@RestControllerAdvice
@Order(Ordered.LOWEST_PRECEDENCE)
class ProblemAdvice extends ResponseEntityExceptionHandler {

  private static final Logger LOG = LoggerFactory.getLogger(ProblemAdvice.class);

  @ExceptionHandler
  ResponseEntity<Problem> problem(ProblemException e) {
    return answer(e.problem());
  }

  @ExceptionHandler({
    DataAccessResourceFailureException.class,
    TransientDataAccessException.class,
    CannotCreateTransactionException.class
  })
  ResponseEntity<Problem> unavailable(Exception e) {
    return logged(
        Problem.of(ProblemType.UNAVAILABLE, "Nothing was stored. Try again in a moment."), e);
  }

  @ExceptionHandler
  ResponseEntity<Problem> unexpected(Exception e) {
    return logged(
        Problem.of(
            ProblemType.INTERNAL, "Look for this problem's instance in the control plane's log."),
        e);
  }

  private static ResponseEntity<Problem> logged(Problem problem, Exception e) {
    LOG.atError()
        .addKeyValue("instance", problem.instance())
        .addKeyValue("code", problem.code())
        .setCause(e)
        .log("Request failed");
    return answer(problem);
  }

  private static ResponseEntity<Problem> answer(Problem problem) {
    return ResponseEntity.status(problem.status())
        .contentType(MediaType.APPLICATION_PROBLEM_JSON)
        .body(problem);
  }

  @Override
  protected @Nullable ResponseEntity<Object> handleHttpMessageNotReadable(
      HttpMessageNotReadableException e,
      HttpHeaders headers,
      HttpStatusCode status,
      WebRequest request) {
    return widen(answer(Problems.unreadable(e)));
  }

  @Override
  protected @Nullable ResponseEntity<Object> handleExceptionInternal(
      Exception e,
      @Nullable Object body,
      HttpHeaders headers,
      HttpStatusCode statusCode,
      WebRequest request) {
    if (e instanceof MethodArgumentTypeMismatchException mismatch) {
      return widen(answer(badParameter(mismatch)));
    }
    HttpStatus status = HttpStatus.resolve(statusCode.value());
    Problem problem = Problems.forStatus(status == null ? HttpStatus.BAD_REQUEST : status);
    return ResponseEntity.status(problem.status())
        .headers(headers)
        .contentType(MediaType.APPLICATION_PROBLEM_JSON)
        .body(problem);
  }

  private static ResponseEntity<Object> widen(ResponseEntity<Problem> answer) {
    return ResponseEntity.status(answer.getStatusCode())
        .headers(answer.getHeaders())
        .body(answer.getBody());
  }

  private static Problem badParameter(MethodArgumentTypeMismatchException e) {
    return Problem.of(ProblemType.INVALID_FIELDS, "See errors for what to write instead.")
        .withErrors(
            List.of(new FieldError(e.getName(), "malformed", "This value cannot be read as one.")));
  }
}

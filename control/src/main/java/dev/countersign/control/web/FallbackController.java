package dev.countersign.control.web;

import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Answers what failed outside any controller, as in a filter. */
@Hidden
@RestController
class FallbackController implements ErrorController {

  @RequestMapping("/error")
  ResponseEntity<Problem> error(HttpServletRequest request) {
    Problem problem = Problems.forStatus(status(request));
    return ResponseEntity.status(problem.status())
        .contentType(MediaType.APPLICATION_PROBLEM_JSON)
        .body(problem);
  }

  /** A database that does not answer is no fault of ours, nor of the caller's. */
  private static HttpStatus status(HttpServletRequest request) {
    for (Object e = request.getAttribute(RequestDispatcher.ERROR_EXCEPTION);
        e instanceof Throwable failure;
        e = failure.getCause()) {
      if (failure instanceof DataAccessResourceFailureException
          || failure instanceof TransientDataAccessException) {
        return HttpStatus.SERVICE_UNAVAILABLE;
      }
    }
    Object code = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
    HttpStatus status = code instanceof Integer number ? HttpStatus.resolve(number) : null;
    return status == null ? HttpStatus.NOT_FOUND : status;
  }
}

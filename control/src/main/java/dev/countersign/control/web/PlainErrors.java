package dev.countersign.control.web;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/**
 * What Tomcat refuses before the application sees it, such as an address that cannot be read. It
 * says what, and nothing of the server.
 */
public class PlainErrors extends ErrorReportValve {

  @Override
  protected void report(Request request, Response response, @Nullable Throwable failure) {
    int status = response.getStatus();
    if (status < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
      return;
    }
    HttpStatus known = HttpStatus.resolve(status);
    Problem problem = Problems.forStatus(known == null ? HttpStatus.BAD_REQUEST : known);
    byte[] body =
        """
        {"type":"urn:countersign:problem:%s","title":"%s","status":%d,"detail":"%s","code":"%1$s"}\
        """
            .formatted(problem.code(), problem.title(), status, problem.detail())
            .getBytes(StandardCharsets.UTF_8);
    try {
      response.setContentType("application/problem+json");
      response.setContentLength(body.length);
      response.getOutputStream().write(body);
      response.finishResponse();
    } catch (IOException | IllegalStateException e) {
      // Nobody is there any more to be told.
      return;
    }
  }
}

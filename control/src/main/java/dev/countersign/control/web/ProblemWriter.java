package dev.countersign.control.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes a problem where no controller does: in filters, for Spring Security, and to people: they
 * get a page, programs get problem+json.
 */
@Component
public class ProblemWriter {

  private final JsonMapper json;
  private final ObjectProvider<ProblemPage> page;

  ProblemWriter(JsonMapper json, ObjectProvider<ProblemPage> page) {
    this.json = json;
    this.page = page;
  }

  /** Answers whoever asked, unless an answer is already on its way. */
  public void write(HttpServletRequest request, HttpServletResponse response, Problem problem)
      throws IOException {
    if (!Audience.isPerson(request)) {
      write(response, problem);
    } else if (!response.isCommitted()) {
      byte[] body = page.getObject().html(request, problem).getBytes(StandardCharsets.UTF_8);
      response.setHeader(ContentSecurityPolicy.HEADER, ContentSecurityPolicy.TEXT);
      response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
      response.setHeader("X-Content-Type-Options", "nosniff");
      send(response, problem, "text/html;charset=utf-8", body);
    }
  }

  /** Answers a program with the problem, unless an answer is already on its way. */
  public void write(HttpServletResponse response, Problem problem) throws IOException {
    if (response.isCommitted()) {
      return;
    }
    if (problem.status() == HttpStatus.UNAUTHORIZED.value()) {
      response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
    }
    send(
        response,
        problem,
        MediaType.APPLICATION_PROBLEM_JSON_VALUE,
        json.writeValueAsBytes(problem));
  }

  private static void send(HttpServletResponse response, Problem problem, String type, byte[] body)
      throws IOException {
    response.resetBuffer();
    response.setStatus(problem.status());
    response.setContentType(type);
    response.setContentLength(body.length);
    response.getOutputStream().write(body);
  }
}

package dev.countersign.control.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/** Answers 413 to a body over 1 MiB, whether it says so at once or just goes on. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 10)
class BodyLimit extends OncePerRequestFilter {

  static final int MOST_BYTES = 1024 * 1024;

  private final ProblemWriter problems;

  BodyLimit(ProblemWriter problems) {
    this.problems = problems;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    Problem fault =
        request.getContentLengthLong() > MOST_BYTES ? tooLarge().problem() : faultOfForm(request);
    if (fault == null) {
      chain.doFilter(new LimitedRequest(request), response);
    } else {
      problems.write(request, response, fault);
    }
  }

  /**
   * Forms are read by Tomcat itself, past our count and by its own limits. One that breaks them has
   * no fields at all, so that whoever asks next would miss the CSRF token and blame that.
   */
  private static @Nullable Problem faultOfForm(HttpServletRequest request)
      throws IOException, ServletException {
    if (!Audience.isOfPages(request)) {
      return null;
    }
    try {
      if (isOfType(request, MediaType.MULTIPART_FORM_DATA)) {
        request.getParts();
      } else if (isOfType(request, MediaType.APPLICATION_FORM_URLENCODED)) {
        request.getParameterMap();
      }
      return null;
    } catch (InvalidParameterException e) {
      return e.getErrorCode() == HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE
          ? tooLarge().problem()
          : Problems.forStatus(HttpStatus.BAD_REQUEST);
    }
  }

  private static boolean isOfType(HttpServletRequest request, MediaType type) {
    String given = request.getContentType();
    return given != null && given.toLowerCase(Locale.ROOT).startsWith(type.toString());
  }

  private static ProblemException tooLarge() {
    return new ProblemException(
        ProblemType.BODY_TOO_LARGE, "A request body may have %d bytes.".formatted(MOST_BYTES));
  }

  private static final class LimitedRequest extends HttpServletRequestWrapper {

    LimitedRequest(HttpServletRequest request) {
      super(request);
    }

    @Override
    public ServletInputStream getInputStream() throws IOException {
      return new LimitedStream(super.getInputStream());
    }

    @Override
    public BufferedReader getReader() throws IOException {
      return new BufferedReader(new InputStreamReader(getInputStream(), StandardCharsets.UTF_8));
    }
  }

  private static final class LimitedStream extends ServletInputStream {

    private final ServletInputStream body;
    private int count;

    LimitedStream(ServletInputStream body) {
      this.body = body;
    }

    @Override
    public int read() throws IOException {
      int read = body.read();
      return read < 0 ? read : counted(1, read);
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      int read = body.read(into, offset, length);
      return read < 0 ? read : counted(read, read);
    }

    private int counted(int bytes, int answer) {
      count += bytes;
      if (count > MOST_BYTES) {
        throw tooLarge();
      }
      return answer;
    }

    @Override
    public boolean isFinished() {
      return body.isFinished();
    }

    @Override
    public boolean isReady() {
      return body.isReady();
    }

    @Override
    public void setReadListener(ReadListener listener) {
      body.setReadListener(listener);
    }
  }
}

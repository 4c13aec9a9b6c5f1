package dev.countersign.control.web;

import jakarta.servlet.ServletException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.jspecify.annotations.Nullable;

/** Keeps the feed on its port and everything else off it, before any filter or controller runs. */
class PortSeparation extends ValveBase {

  private static final String FEED = "/feed/";
  private static final byte[] NOT_FOUND =
      """
      {"type":"urn:countersign:problem:not_found","title":"There is no such thing","status":404,\
      "detail":"This port does not serve that address.","code":"not_found"}\
      """
          .getBytes(StandardCharsets.UTF_8);

  private volatile @Nullable Connector control;

  PortSeparation() {
    super(true);
  }

  void controlConnector(Connector connector) {
    control = connector;
  }

  @Override
  public void invoke(Request request, Response response) throws IOException, ServletException {
    boolean onFeedPort = !request.getConnector().equals(control);
    if (onFeedPort == isFeed(request)) {
      getNext().invoke(request, response);
      return;
    }
    response.setStatus(404);
    response.setContentType("application/problem+json");
    response.setContentLength(NOT_FOUND.length);
    response.getOutputStream().write(NOT_FOUND);
  }

  /** Judges the address that controllers are found by: decoded, and without dot segments. */
  static boolean isFeed(Request request) {
    String path = request.getDecodedRequestURI();
    return path != null && path.startsWith(FEED);
  }
}

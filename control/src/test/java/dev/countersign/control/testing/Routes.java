package dev.countersign.control.testing;

import java.util.ArrayList;
import java.util.List;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Every route, as the application has registered them. */
public final class Routes {

  /** They prove their callers otherwise, or show the same to everybody. */
  private static final List<String> OTHERS = List.of("/feed/", "/error", "/openapi.json");

  private Routes() {}

  /** Those of the REST API. */
  public static List<Route> of(RunningControl control) {
    return all(control).stream().filter(route -> route.pattern().startsWith("/api/")).toList();
  }

  /** Those of the dashboard. */
  public static List<Route> pages(RunningControl control) {
    return all(control).stream().filter(route -> !route.pattern().startsWith("/api/")).toList();
  }

  /** All that people and programs reach: not the feed's, the documents and the errors. */
  public static List<Route> all(RunningControl control) {
    var mapping =
        control
            .context()
            .getBean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class);
    List<Route> routes = new ArrayList<>();
    mapping
        .getHandlerMethods()
        .forEach((info, handler) -> {
          for (String pattern : info.getPatternValues()) {
            for (RequestMethod method : info.getMethodsCondition().getMethods()) {
              if (OTHERS.stream().noneMatch(pattern::startsWith)) {
                routes.add(new Route(method.name(), pattern, contentType(info), handler));
              }
            }
          }
        });
    return routes;
  }

  private static String contentType(RequestMappingInfo info) {
    return info.getConsumesCondition().isEmpty()
        ? "application/json"
        : info.getConsumesCondition().getConsumableMediaTypes().iterator().next().toString();
  }

  public record Route(String method, String pattern, String contentType, HandlerMethod handler) {

    /** Its path below {@code /api/v1}, with this in place of every variable. */
    public String path(String variable) {
      return pattern.replace("/api/v1", "").replaceAll("\\{[^}]*}", variable);
    }

    @Override
    public String toString() {
      return method + " " + pattern + " " + contentType;
    }
  }
}

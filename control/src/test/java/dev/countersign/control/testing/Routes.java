package dev.countersign.control.testing;

import java.util.ArrayList;
import java.util.List;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Every route of the REST API, as the application has registered them. */
public final class Routes {

  private Routes() {}

  public static List<Route> of(RunningControl control) {
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
              if (pattern.startsWith("/api/")) {
                String type =
                    info.getConsumesCondition().isEmpty()
                        ? "application/json"
                        : info.getConsumesCondition()
                            .getConsumableMediaTypes()
                            .iterator()
                            .next()
                            .toString();
                routes.add(new Route(method.name(), pattern, type, handler));
              }
            }
          }
        });
    return routes;
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

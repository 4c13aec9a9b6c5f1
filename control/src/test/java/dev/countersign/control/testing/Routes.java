package dev.countersign.control.testing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.function.support.RouterFunctionMapping;
import org.springframework.web.servlet.handler.AbstractUrlHandlerMapping;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.RequestMappingInfoHandlerMapping;

/** Every route, as the application has registered them. */
public final class Routes {

  /** They prove their callers otherwise, or show the same to everybody. */
  private static final List<String> OTHERS = List.of("/feed/", "/error", "/openapi.json");

  private static final String CONTROLLERS = "requestMappingHandlerMapping";

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
    var mapping = control.context().getBean(CONTROLLERS, HandlerMapping.class);
    return of(mapping).filter(route -> !isOther(route)).toList();
  }

  /** What {@link #all} leaves out: of controllers, of Actuator, and files. */
  public static List<Route> others(RunningControl control) {
    List<Route> others = new ArrayList<>();
    control
        .context()
        .getBeansOfType(HandlerMapping.class)
        .forEach((name, mapping) ->
            of(mapping)
                .filter(route -> !name.equals(CONTROLLERS) || isOther(route))
                .forEach(others::add));
    return others;
  }

  private static boolean isOther(Route route) {
    return OTHERS.stream().anyMatch(route.pattern()::startsWith);
  }

  /** A kind of mapping that is not known here may hold routes that no test would see. */
  private static Stream<Route> of(HandlerMapping mapping) {
    return switch (mapping) {
      case RequestMappingInfoHandlerMapping methods ->
          methods.getHandlerMethods().entrySet().stream()
              .flatMap(entry -> of(entry.getKey(), entry.getValue()));
      case AbstractUrlHandlerMapping urls ->
          urls.getHandlerMap().keySet().stream()
              .map(pattern -> new Route("GET", pattern, "text/plain", Set.of(), null));
      case RouterFunctionMapping functions when functions.getRouterFunction() == null ->
          Stream.empty();
      default -> throw new IllegalStateException("Routes of " + mapping + " are walked by nobody");
    };
  }

  private static Stream<Route> of(RequestMappingInfo info, HandlerMethod handler) {
    Set<RequestMethod> methods = info.getMethodsCondition().getMethods();
    return info.getPatternValues().stream()
        .flatMap(pattern ->
            (methods.isEmpty() ? Set.of(RequestMethod.GET) : methods)
                .stream()
                    .map(method ->
                        new Route(
                            method.name(), pattern, contentType(info), params(info), handler)));
  }

  /** The parameters by which two handlers of one address are told apart. */
  private static Set<String> params(RequestMappingInfo info) {
    return Set.copyOf(
        info.getParamsCondition().getExpressions().stream()
            .filter(expression -> !expression.isNegated())
            .map(expression -> expression.getName())
            .toList());
  }

  private static String contentType(RequestMappingInfo info) {
    return info.getConsumesCondition().isEmpty()
        ? "application/json"
        : info.getConsumesCondition().getConsumableMediaTypes().iterator().next().toString();
  }

  /**
   * One route.
   *
   * @param params what a request has to carry for it to be this route's
   * @param handler null for files
   */
  public record Route(
      String method,
      String pattern,
      String contentType,
      Set<String> params,
      HandlerMethod handler) {

    /** Its path below {@code /api/v1}, with this in place of every variable. */
    public String path(String variable) {
      return pattern.replace("/api/v1", "").replaceAll("\\{[^}]*}", variable);
    }

    /** Its path with these in place of the variables. */
    public String fill(Map<String, String> variables) {
      String path = pattern;
      for (Map.Entry<String, String> variable : variables.entrySet()) {
        path = path.replace("{" + variable.getKey() + "}", variable.getValue());
      }
      return path;
    }

    public boolean isRest() {
      return pattern.startsWith("/api/");
    }

    /** Whether it names a thing. */
    public boolean hasVariable() {
      return pattern.contains("{");
    }

    /** Method and address, by which tables know it. */
    public String key() {
      return method + " " + pattern;
    }

    /** The parameters that make a form this route's, as names and values in turn. */
    public String[] fields(String... more) {
      return Stream.concat(
              params.stream().flatMap(name -> Stream.of(name, "true")), Arrays.stream(more))
          .toArray(String[]::new);
    }

    @Override
    public String toString() {
      return method + " " + pattern + " " + contentType;
    }
  }
}

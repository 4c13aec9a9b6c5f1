package dev.countersign.control;

import dev.countersign.policy.feed.ConfigurationFeed;
import java.time.InstantSource;
import java.util.Map;
import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

/**
 * A running control plane. Several may run over one database, in one process or in many; {@link
 * #close} stops this one alone.
 */
public final class ControlPlane implements AutoCloseable {

  private final ServletWebServerApplicationContext context;

  private ControlPlane(ServletWebServerApplicationContext context) {
    this.context = context;
  }

  /** Starts a control plane by the system's clock. Returns once it listens. */
  public static ControlPlane start(ControlOptions options) {
    return start(options, InstantSource.system());
  }

  /** Starts a control plane. Returns once it listens. */
  public static ControlPlane start(ControlOptions options, InstantSource clock) {
    return start(options, clock, ControlApplication.class);
  }

  /** Starts one made of these classes; tests add to them. */
  static ControlPlane start(ControlOptions options, InstantSource clock, Class<?>... sources) {
    var context =
        new SpringApplicationBuilder(sources)
            .web(WebApplicationType.SERVLET)
            .bannerMode(Banner.Mode.OFF)
            .registerShutdownHook(false)
            .properties("spring.config.location=classpath:countersign-control.yaml")
            .properties(settings(options))
            .initializers((GenericApplicationContext fresh) -> {
              fresh.registerBean(ControlOptions.class, () -> options);
              fresh.registerBean(InstantSource.class, () -> clock);
            })
            .run();
    return new ControlPlane((ServletWebServerApplicationContext) context);
  }

  private static Map<String, Object> settings(ControlOptions options) {
    return Map.of(
        "spring.datasource.url", options.jdbcUrl(),
        "spring.datasource.username", options.user(),
        "spring.datasource.password", options.password(),
        "server.address", options.bind(),
        "server.port", options.controlPort());
  }

  /** The port of the REST API. */
  public int controlPort() {
    var server = context.getWebServer();
    if (server == null) {
      throw new IllegalStateException("This control plane is closed");
    }
    return server.getPort();
  }

  /** The port where gateways reach the feed. */
  public int feedPort() {
    return part(GatewayFeed.class).port();
  }

  /** The feed for a gateway in this process. */
  public ConfigurationFeed feed() {
    return part(GatewayFeed.class).inProcess();
  }

  /** A token that enrols one gateway within the hour; it is shown now and never again. */
  public String createEnrolment() {
    return part(GatewayFeed.class).createEnrolment();
  }

  /** Says where callers reach the gateway of this process, for the commands that people copy. */
  public void gatewayListens(String hostAndPort) {
    part(GatewayFeed.class).gatewayListens(hostAndPort);
  }

  /** How the first person comes in. */
  public FirstAccess firstAccess() {
    return part(FirstAccess.class);
  }

  /** One of its parts. */
  <T> T part(Class<T> type) {
    return context.getBean(type);
  }

  /** Answers what is being answered, for a bounded time, then stops. */
  @Override
  public void close() {
    context.close();
  }
}

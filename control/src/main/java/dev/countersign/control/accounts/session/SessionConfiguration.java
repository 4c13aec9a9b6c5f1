package dev.countersign.control.accounts.session;

import org.springframework.context.annotation.Configuration;
import org.springframework.session.jdbc.config.annotation.web.http.EnableJdbcHttpSession;

/** Sessions lie in the database, so that any control plane knows them, and ends them. */
@Configuration(proxyBeanMethods = false)
@EnableJdbcHttpSession(
    tableName = "accounts.sessions",
    maxInactiveIntervalInSeconds = SessionConfiguration.IDLE_SECONDS)
class SessionConfiguration {

  /**
   * A session that nobody signed into, and nobody used for this long, is over: anybody on the
   * network can begin any number of them. Whoever signs in gets the company's limit.
   */
  static final int IDLE_SECONDS = 15 * 60;
}

package dev.countersign.control;

import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration;
import org.springframework.boot.security.autoconfigure.UserDetailsServiceAutoConfiguration;

/**
 * The Spring application: its modules are the packages beside it. Each brings its own schema and
 * migrates it (see {@link dev.countersign.control.database.Schema}), and there is no default user.
 */
@SpringBootApplication(
    proxyBeanMethods = false,
    exclude = {FlywayAutoConfiguration.class, UserDetailsServiceAutoConfiguration.class})
class ControlApplication {}

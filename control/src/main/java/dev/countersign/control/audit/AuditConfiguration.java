package dev.countersign.control.audit;

import dev.countersign.control.database.Schema;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class AuditConfiguration {

  @Bean
  Schema auditSchema() {
    return new Schema("audit");
  }
}

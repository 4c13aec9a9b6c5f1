package dev.countersign.control.reports;

import dev.countersign.control.database.Schema;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ReportsConfiguration {

  @Bean
  Schema reportsSchema() {
    return new Schema("reports");
  }
}

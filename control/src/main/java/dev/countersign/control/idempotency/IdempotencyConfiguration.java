package dev.countersign.control.idempotency;

import dev.countersign.control.database.Schema;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class IdempotencyConfiguration {

  @Bean
  Schema idempotencySchema() {
    return new Schema("idempotency");
  }
}

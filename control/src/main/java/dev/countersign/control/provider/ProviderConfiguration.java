package dev.countersign.control.provider;

import dev.countersign.control.database.Schema;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ProviderConfiguration {

  @Bean
  Schema providerSchema() {
    return new Schema("provider");
  }
}

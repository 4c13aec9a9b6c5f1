package dev.countersign.control.accounts.people;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.crypto.password.PasswordEncoder;

@Configuration(proxyBeanMethods = false)
class PeopleConfiguration {

  @Bean
  PasswordEncoder passwordEncoder() {
    return new PasswordHash();
  }
}

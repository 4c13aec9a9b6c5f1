package dev.countersign.control.accounts;

import dev.countersign.control.accounts.apikeys.ApiKeyAuthentication;
import dev.countersign.control.database.Schema;
import dev.countersign.control.web.Problem;
import dev.countersign.control.web.ProblemType;
import dev.countersign.control.web.ProblemWriter;
import java.util.List;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.boot.webmvc.autoconfigure.WebMvcRegistrations;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.authentication.www.BasicAuthenticationFilter;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Who may reach the feed and the REST API; the pages are the login's. Which permission a route
 * needs, it says itself ({@link RequiresPermission}).
 */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration implements WebMvcConfigurer {

  static {
    SpringDocUtils.getConfig().addRequestWrapperToIgnore(Caller.class, ApiKeyCaller.class);
  }

  private final Callers callers;

  SecurityConfiguration(Callers callers) {
    this.callers = callers;
  }

  @Bean
  Schema accountsSchema() {
    return new Schema("accounts");
  }

  @Bean
  WebMvcRegistrations rightsOnArrival() {
    return new RightsOnArrival(callers);
  }

  @Override
  public void addInterceptors(InterceptorRegistry registry) {
    registry
        .addInterceptor(new PermissionCheck(callers))
        .excludePathPatterns(
            "/feed/**", "/health/**", "/openapi.json", "/metrics", "/error", "/assets/**");
  }

  @Override
  public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
    resolvers.add(new CallerArgument(callers));
  }

  /** The feed proves its callers by their client certificates, by itself. */
  @Bean
  @Order(1)
  SecurityFilterChain feedSecurity(HttpSecurity http) throws Exception {
    return bare(http.securityMatcher("/feed/**"))
        .authorizeHttpRequests(rules -> rules.anyRequest().permitAll())
        .build();
  }

  @Bean
  @Order(2)
  SecurityFilterChain restSecurity(
      HttpSecurity http, ApiKeyAuthentication apiKeys, ProblemWriter problems) throws Exception {
    AuthenticationEntryPoint unauthenticated =
        (request, response, e) ->
            problems.write(
                response,
                Problem.of(
                    ProblemType.UNAUTHENTICATED,
                    "Send a valid API key as Authorization: Bearer <API key>."));
    AccessDeniedHandler denied =
        (request, response, e) ->
            problems.write(
                response,
                Problem.of(ProblemType.FORBIDDEN, "The API key does not permit this address."));
    return bare(http.securityMatcher("/api/**", "/health/**", "/openapi.json", "/metrics"))
        .addFilterBefore(apiKeys.filter(unauthenticated), BasicAuthenticationFilter.class)
        .exceptionHandling(handling ->
            handling.authenticationEntryPoint(unauthenticated).accessDeniedHandler(denied))
        .authorizeHttpRequests(rules ->
            rules
                .requestMatchers("/health/**", "/openapi.json")
                .permitAll()
                .requestMatchers("/metrics")
                .hasAuthority(Permission.METRICS_VIEW.toString())
                .anyRequest()
                .authenticated())
        .build();
  }

  private static HttpSecurity bare(HttpSecurity http) {
    return http.csrf(AbstractHttpConfigurer::disable)
        .logout(AbstractHttpConfigurer::disable)
        .anonymous(anonymous -> {})
        .requestCache(AbstractHttpConfigurer::disable)
        .sessionManagement(
            session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS));
  }
}

package dev.countersign.control.accounts;

import dev.countersign.control.database.Schema;
import dev.countersign.control.web.Problem;
import dev.countersign.control.web.ProblemType;
import dev.countersign.control.web.ProblemWriter;
import java.util.List;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.ProviderManager;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.authentication.AuthenticationFilter;
import org.springframework.security.web.authentication.www.BasicAuthenticationFilter;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Who may reach which address: API keys for the REST API, sessions for the pages. Which permission
 * a route needs, it says itself ({@link RequiresPermission}).
 */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration implements WebMvcConfigurer {

  private static final String CONTENT_SECURITY_POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
          + " font-src 'self'; connect-src 'self'; form-action 'self'; frame-ancestors 'none';"
          + " base-uri 'none'";

  static {
    SpringDocUtils.getConfig().addRequestWrapperToIgnore(Caller.class, ApiKeyCaller.class);
  }

  private final Callers callers;

  SecurityConfiguration(Callers callers) {
    this.callers = callers;
  }

  @Bean
  static PasswordEncoder passwordEncoder() {
    return Argon2PasswordEncoder.defaultsForSpringSecurity_v5_8();
  }

  @Bean
  Schema accountsSchema() {
    return new Schema("accounts");
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
        .addFilterBefore(bearer(apiKeys, unauthenticated), BasicAuthenticationFilter.class)
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

  /** The pages: people with a session. What needs no session says so with {@link OpenTo}. */
  @Bean
  @Order(3)
  SecurityFilterChain pageSecurity(HttpSecurity http, PasswordLogin passwords) throws Exception {
    return http.authenticationManager(new ProviderManager(passwords))
        .formLogin(form -> form.loginPage("/login").usernameParameter("email").permitAll())
        .logout(logout -> logout.logoutUrl("/logout").logoutSuccessUrl("/login"))
        .headers(headers ->
            headers
                .contentSecurityPolicy(policy -> policy.policyDirectives(CONTENT_SECURITY_POLICY))
                .referrerPolicy(policy -> policy.policy(ReferrerPolicy.SAME_ORIGIN)))
        .authorizeHttpRequests(rules ->
            rules
                .requestMatchers("/", "/login", "/assets/**", "/error")
                .permitAll()
                .anyRequest()
                .authenticated())
        .build();
  }

  private static AuthenticationFilter bearer(
      ApiKeyAuthentication apiKeys, AuthenticationEntryPoint unauthenticated) {
    AuthenticationManager manager = new ProviderManager(apiKeys);
    AuthenticationFilter filter = new AuthenticationFilter(manager, BearerKey::read);
    filter.setSuccessHandler((request, response, authentication) -> {});
    filter.setFailureHandler(unauthenticated::commence);
    return filter;
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

package dev.countersign.control.accounts.login;

import dev.countersign.control.accounts.Callers;
import dev.countersign.control.web.ContentSecurityPolicy;
import dev.countersign.control.web.SignInAgain;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.authentication.ProviderManager;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.authentication.session.ChangeSessionIdAuthenticationStrategy;
import org.springframework.security.web.authentication.session.CompositeSessionAuthenticationStrategy;
import org.springframework.security.web.authentication.session.SessionAuthenticationStrategy;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.security.web.csrf.CsrfAuthenticationStrategy;
import org.springframework.security.web.csrf.CsrfTokenRepository;
import org.springframework.security.web.csrf.HttpSessionCsrfTokenRepository;
import org.springframework.security.web.header.writers.CrossOriginOpenerPolicyHeaderWriter.CrossOriginOpenerPolicy;
import org.springframework.security.web.header.writers.CrossOriginResourcePolicyHeaderWriter.CrossOriginResourcePolicy;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.savedrequest.RequestCache;

/** Who may reach the pages: people with a session. */
@Configuration(proxyBeanMethods = false)
class PageSecurity {

  private static final String NO_DEVICES = "camera=(), geolocation=(), microphone=(), payment=()";

  /** What is reached without a session; the handlers say so too, by OpenTo(EVERYBODY). */
  private static final String[] OPEN = {
    "/",
    "/login",
    "/login/refused",
    "/forgotten",
    "/forgotten/sent",
    "/password",
    "/first",
    "/join",
    "/assets/**",
    "/error"
  };

  @Bean
  CsrfTokenRepository csrfTokens() {
    return new HttpSessionCsrfTokenRepository();
  }

  /** What happens to a session when somebody signs in: a new id, and a new CSRF token. */
  @Bean
  SessionAuthenticationStrategy sessionAuthentication(CsrfTokenRepository csrfTokens) {
    return new CompositeSessionAuthenticationStrategy(
        List.of(
            new ChangeSessionIdAuthenticationStrategy(),
            new CsrfAuthenticationStrategy(csrfTokens)));
  }

  @Bean
  SecurityContextRepository securityContexts() {
    return new HttpSessionSecurityContextRepository();
  }

  @Bean
  RequestCache requestsBeforeLogin() {
    return new WantedPage();
  }

  /** The pages. What needs no session says so with OpenTo. */
  @Bean
  @Order(3)
  SecurityFilterChain pages(
      HttpSecurity http,
      PasswordLogin passwords,
      AfterLogin afterLogin,
      RefusedLogin refused,
      AfterLogout afterLogout,
      SessionAuthenticationStrategy sessions,
      SecurityContextRepository contexts,
      CsrfTokenRepository csrfTokens,
      RequestCache wanted,
      Callers callers,
      SignInAgain again)
      throws Exception {
    return http.authenticationManager(new ProviderManager(passwords))
        .securityContext(context -> context.securityContextRepository(contexts))
        .sessionManagement(management -> management.sessionAuthenticationStrategy(sessions))
        .csrf(csrf -> csrf.csrfTokenRepository(csrfTokens))
        .requestCache(cache -> cache.requestCache(wanted))
        .formLogin(form ->
            form.loginPage("/login")
                .usernameParameter("email")
                .successHandler(afterLogin)
                .failureHandler(refused)
                .permitAll())
        .logout(logout ->
            logout.logoutUrl("/logout").addLogoutHandler(afterLogout).logoutSuccessUrl("/login"))
        .headers(headers ->
            headers
                .contentSecurityPolicy(
                    policy -> policy.policyDirectives(ContentSecurityPolicy.TEXT))
                .referrerPolicy(policy -> policy.policy(ReferrerPolicy.SAME_ORIGIN))
                .crossOriginOpenerPolicy(
                    policy -> policy.policy(CrossOriginOpenerPolicy.SAME_ORIGIN))
                .crossOriginResourcePolicy(
                    policy -> policy.policy(CrossOriginResourcePolicy.SAME_ORIGIN))
                .permissionsPolicyHeader(policy -> policy.policy(NO_DEVICES)))
        .exceptionHandling(
            handling -> handling.authenticationEntryPoint(again).accessDeniedHandler(again))
        .addFilterBefore(new OverSessions(callers), AuthorizationFilter.class)
        .authorizeHttpRequests(
            rules -> rules.requestMatchers(OPEN).permitAll().anyRequest().authenticated())
        .build();
  }
}

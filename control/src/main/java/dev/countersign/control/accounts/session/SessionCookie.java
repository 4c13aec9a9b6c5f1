package dev.countersign.control.accounts.session;

import dev.countersign.control.web.PublicAddress;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.session.web.http.CookieSerializer;
import org.springframework.session.web.http.DefaultCookieSerializer;

/**
 * The cookie that a session goes by: kept from scripts and from other sites. Over TLS its name
 * makes browsers refuse one that came by plain HTTP, or from a sibling's domain.
 */
@Configuration(proxyBeanMethods = false)
class SessionCookie {

  static final String NAME = "countersign";

  @Bean
  CookieSerializer cookies(PublicAddress address) {
    boolean tls = address.isTls();
    DefaultCookieSerializer cookie = new DefaultCookieSerializer();
    cookie.setCookieName(tls ? "__Host-" + NAME : NAME);
    cookie.setUseSecureCookie(tls);
    cookie.setUseHttpOnlyCookie(true);
    cookie.setSameSite("Lax");
    cookie.setCookiePath("/");
    return cookie;
  }
}

package dev.countersign.control.shell;

import dev.countersign.control.accounts.OpenTo;
import dev.countersign.control.web.PageController;
import dev.countersign.control.web.SamePlace;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

@PageController
class ThemePages {

  /** Remembers the theme in this browser and shows the same page again. */
  @PostMapping("/theme")
  @OpenTo(OpenTo.Who.SIGNED_IN)
  String theme(
      @RequestParam String theme, HttpServletRequest request, HttpServletResponse response) {
    response.addHeader(
        HttpHeaders.SET_COOKIE,
        ResponseCookie.from(Theme.COOKIE, Theme.of(theme).code())
            .path("/")
            .maxAge(Duration.ofDays(365))
            .sameSite("Lax")
            .httpOnly(true)
            .secure(request.isSecure())
            .build()
            .toString());
    return "redirect:" + SamePlace.referrer(request).orElse("/overview");
  }
}

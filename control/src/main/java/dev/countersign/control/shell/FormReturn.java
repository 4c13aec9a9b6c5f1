package dev.countersign.control.shell;

import dev.countersign.control.web.Flash;
import dev.countersign.control.web.Form;
import dev.countersign.control.web.LostForm;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Fills a page's form with what was typed into it when the session was over. */
@Configuration(proxyBeanMethods = false)
class FormReturn implements WebMvcConfigurer, HandlerInterceptor {

  private static final String SCREEN = "screen";

  @Override
  public void addInterceptors(InterceptorRegistry registry) {
    registry.addInterceptor(this).excludePathPatterns("/api/**", "/feed/**", "/assets/**");
  }

  @Override
  public void postHandle(
      HttpServletRequest request,
      HttpServletResponse response,
      Object handler,
      @Nullable ModelAndView page) {
    if (page != null
        && request.getMethod().equals("GET")
        && page.getModel().get(SCREEN) instanceof Screen screen
        && screen.person() != null) {
      LostForm.takeFor(request).ifPresent(lost -> fill(page.getModel(), screen, lost));
    }
  }

  private static void fill(Map<String, Object> model, Screen screen, LostForm lost) {
    boolean kept = model.get(Form.MODEL_NAME) instanceof Form;
    if (kept) {
      model.put(Form.MODEL_NAME, lost.form());
    }
    model.put(
        SCREEN,
        screen.saying(
            new Flash(
                Flash.Kind.REFUSED,
                kept
                    ? "Your session was over before this was sent. What you typed is back:"
                        + " look at it and send it again."
                    : "Your session was over before this was sent. Nothing was changed.")));
  }
}

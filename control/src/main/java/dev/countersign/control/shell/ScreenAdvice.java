package dev.countersign.control.shell;

import dev.countersign.control.web.PageController;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/** Hands every page its {@link Screen}. */
@ControllerAdvice(annotations = PageController.class)
class ScreenAdvice {

  private final Screens screens;

  ScreenAdvice(Screens screens) {
    this.screens = screens;
  }

  @ModelAttribute("screen")
  Screen screen(HttpServletRequest request) {
    return screens.of(request);
  }
}

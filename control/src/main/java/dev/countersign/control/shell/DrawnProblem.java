package dev.countersign.control.shell;

import dev.countersign.control.web.Problem;
import dev.countersign.control.web.ProblemPage;
import dev.countersign.control.web.ProblemType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** The page of a problem; with the navigation around it as long as there is a database. */
@Component
class DrawnProblem implements ProblemPage {

  private static final Logger LOG = LoggerFactory.getLogger(DrawnProblem.class);

  private final TemplateEngine templates;
  private final Screens screens;

  DrawnProblem(TemplateEngine templates, Screens screens) {
    this.templates = templates;
    this.screens = screens;
  }

  @Override
  public String html(HttpServletRequest request, Problem problem) {
    StringOutput page = new StringOutput();
    templates.render(
        "shell/problem.jte", Map.of("screen", screen(request, problem), "problem", problem), page);
    return page.toString();
  }

  private Screen screen(HttpServletRequest request, Problem problem) {
    if (problem.code().equals(ProblemType.UNAVAILABLE.code())) {
      return screens.bare(request);
    }
    try {
      return screens.of(request);
    } catch (RuntimeException e) {
      LOG.debug("A problem is shown without what lies around pages", e);
      return screens.bare(request);
    }
  }
}

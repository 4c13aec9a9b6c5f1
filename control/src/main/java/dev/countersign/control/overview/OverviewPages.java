package dev.countersign.control.overview;

import dev.countersign.control.accounts.OpenTo;
import dev.countersign.control.accounts.SignedIn;
import dev.countersign.control.web.PageController;
import java.util.List;
import java.util.Objects;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** The first page after signing in. */
@PageController
class OverviewPages {

  private final ObjectProvider<Attention> sources;
  private final ObjectProvider<FirstSteps> firstSteps;

  OverviewPages(ObjectProvider<Attention> sources, ObjectProvider<FirstSteps> firstSteps) {
    this.sources = sources;
    this.firstSteps = firstSteps;
  }

  @GetMapping("/")
  @OpenTo(OpenTo.Who.EVERYBODY)
  String start() {
    return "redirect:/overview";
  }

  @GetMapping("/overview")
  @OpenTo(OpenTo.Who.SIGNED_IN)
  String overview(SignedIn caller, Model model) {
    List<Attention.Item> items =
        sources.orderedStream().flatMap(source -> source.of(caller).stream()).toList();
    List<FirstSteps.Step> steps =
        firstSteps
            .orderedStream()
            .flatMap(first -> first.of(caller).stream())
            .filter(Objects::nonNull)
            .toList();
    model.addAttribute("items", items);
    model.addAttribute("steps", steps);
    return "overview/overview";
  }
}

package dev.countersign.control.web;

import jakarta.servlet.http.HttpServletRequest;

/** How a problem looks to people. It is shown also where nothing else works any more. */
public interface ProblemPage {

  /** The page, as HTML. */
  String html(HttpServletRequest request, Problem problem);
}

package dev.countersign.control.web;

import java.util.List;
import java.util.Map;

/** Ends a request with a problem. Everything in it is safe to show to the caller. */
public final class ProblemException extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final transient Problem problem;

  /** A problem, with what happened and what to do. */
  public ProblemException(ProblemType type, String detail) {
    this(Problem.of(type, detail));
  }

  /** A problem with fields at fault. */
  public ProblemException(ProblemType type, String detail, List<FieldError> errors) {
    this(Problem.of(type, detail).withErrors(errors));
  }

  /** A problem with further members. */
  public ProblemException(ProblemType type, String detail, Map<String, Object> members) {
    this(Problem.of(type, detail).withMembers(members));
  }

  /** This problem. */
  public ProblemException(Problem problem) {
    super(problem.code() + ": " + problem.detail(), null, false, false);
    this.problem = problem;
  }

  /** A thing that is not there, or is another company's: the two look alike (S7). */
  public static ProblemException notFound(String what, String id) {
    return new ProblemException(
        ProblemType.NOT_FOUND, "There is no %s with the id %s.".formatted(what, id));
  }

  /** The answer. */
  public Problem problem() {
    return problem;
  }
}

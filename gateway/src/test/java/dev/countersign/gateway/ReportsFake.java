package dev.countersign.gateway;

import dev.countersign.policy.feed.FeedUnavailableException;
import dev.countersign.policy.report.RefusalCount;
import dev.countersign.policy.report.RefusalRecord;
import dev.countersign.policy.report.Report;
import dev.countersign.policy.report.Use;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Takes reports as a control plane does, once each; can go away, and lose its answers. */
final class ReportsFake {
  private final List<Report> kept = new ArrayList<>();
  private final Set<String> known = new HashSet<>();
  private boolean away;
  private int lostAnswers;
  private int repeats;

  synchronized void receive(Report report) throws FeedUnavailableException {
    if (away) {
      throw new FeedUnavailableException("The test took it away");
    }
    if (known.add(report.run() + report.number())) {
      kept.add(report);
    } else {
      repeats++;
    }
    if (lostAnswers > 0) {
      lostAnswers--;
      throw new FeedUnavailableException("The test lost the answer");
    }
  }

  synchronized void goAway() {
    away = true;
  }

  synchronized void comeBack() {
    away = false;
  }

  synchronized void loseAnswers(int number) {
    lostAnswers = number;
  }

  synchronized int repeats() {
    return repeats;
  }

  synchronized List<RefusalRecord> records() {
    return kept.stream().flatMap(report -> report.records().stream()).toList();
  }

  synchronized long letIn(Use.Kind kind, String subject) {
    return uses(kind, subject).stream().mapToLong(Use::letIn).sum();
  }

  synchronized long refused(Use.Kind kind, String subject) {
    return uses(kind, subject).stream().mapToLong(Use::refused).sum();
  }

  synchronized List<Use> uses(Use.Kind kind, String subject) {
    return kept.stream()
        .flatMap(report -> report.uses().stream())
        .filter(use -> use.kind() == kind && use.subject().equals(subject))
        .toList();
  }

  synchronized List<Use> uses() {
    return kept.stream().flatMap(report -> report.uses().stream()).toList();
  }

  synchronized long refusals(String code) {
    return kept.stream()
        .flatMap(report -> report.refusals().stream())
        .filter(count -> count.code().equals(code))
        .mapToLong(RefusalCount::count)
        .sum();
  }

  synchronized long lost() {
    return kept.stream().mapToLong(Report::lostRecords).sum();
  }
}

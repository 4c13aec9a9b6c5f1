package dev.countersign.control.feed;

import dev.countersign.control.feed.ReportStore.Reporter;
import dev.countersign.control.web.ProblemException;
import dev.countersign.control.web.ProblemType;
import dev.countersign.policy.feed.FeedProtocol;
import dev.countersign.policy.report.ReportFormat;
import dev.countersign.policy.report.ReportRefusedException;
import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Takes the reports of gateways; {@link FeedGate} has let in none but them. */
@Hidden
@RestController
@RequestMapping(FeedProtocol.ROOT)
class ReportController {

  private final ReportStore store;
  private final GatewayTable gateways;

  ReportController(ReportStore store, GatewayTable gateways) {
    this.store = store;
    this.gateways = gateways;
  }

  @PostMapping(path = FeedProtocol.REPORTS, consumes = ReportFormat.CONTENT_TYPE)
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void report(@RequestBody byte[] body, HttpServletRequest request) {
    String gateway = FeedCaller.of(request).gateway();
    try {
      store.keep(new Reporter(gateway, gateways.name(gateway)), ReportFormat.read(body));
    } catch (ReportRefusedException e) {
      throw new ProblemException(
          ProblemType.REQUEST_MALFORMED, "The report cannot be read: it is not kept.");
    }
  }
}

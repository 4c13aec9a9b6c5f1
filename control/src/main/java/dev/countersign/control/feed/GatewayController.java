package dev.countersign.control.feed;

import dev.countersign.control.accounts.Caller;
import dev.countersign.control.accounts.Permission;
import dev.countersign.control.accounts.RequiresPermission;
import dev.countersign.control.web.Page;
import dev.countersign.control.web.PageRequest;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The gateways over REST; whoever may see them may see those of the whole installation. */
@RestController
@RequestMapping("/api/v1/gateways")
class GatewayController {

  private final Gateways gateways;
  private final Enrolments enrolments;

  GatewayController(Gateways gateways, Enrolments enrolments) {
    this.gateways = gateways;
    this.enrolments = enrolments;
  }

  @GetMapping
  @RequiresPermission(Permission.GATEWAYS_VIEW)
  Page<GatewayView> list(
      @RequestParam(required = false) @Nullable String cursor,
      @RequestParam(required = false) @Nullable Integer limit) {
    return gateways.list(PageRequest.of(cursor, limit));
  }

  @PostMapping("/enrolments")
  @ResponseStatus(HttpStatus.CREATED)
  @RequiresPermission(Permission.GATEWAYS_CREATE)
  EnrolmentView enrol(Caller caller) {
    Enrolments.Issued issued = enrolments.issueToken(caller);
    return new EnrolmentView(issued.token().reveal(), issued.expiresAt());
  }

  @DeleteMapping("/{id}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  @RequiresPermission(Permission.GATEWAYS_DELETE)
  void remove(Caller caller, @PathVariable String id) {
    gateways.remove(caller, id);
  }

  /** The one answer that shows a token. */
  record EnrolmentView(String token, Instant expiresAt) {

    @Override
    public String toString() {
      return "EnrolmentView[expiresAt=" + expiresAt + "]";
    }
  }
}

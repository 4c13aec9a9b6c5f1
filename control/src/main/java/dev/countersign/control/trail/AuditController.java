package dev.countersign.control.trail;

import dev.countersign.control.accounts.Caller;
import dev.countersign.control.accounts.Permission;
import dev.countersign.control.accounts.RequiresPermission;
import dev.countersign.control.audit.AuditEvents;
import dev.countersign.control.audit.AuditVerification;
import dev.countersign.control.audit.RecordedEvent;
import dev.countersign.control.audit.Verification;
import dev.countersign.control.web.Page;
import dev.countersign.control.web.PageRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.apache.coyote.CloseNowException;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/audit")
class AuditController {

  private final AuditEvents events;
  private final AuditVerification verification;
  private final AuditExport export;

  AuditController(AuditEvents events, AuditVerification verification, AuditExport export) {
    this.events = events;
    this.verification = verification;
    this.export = export;
  }

  @GetMapping
  @RequiresPermission(Permission.AUDIT_VIEW)
  Page<RecordedEvent> list(
      Caller caller,
      @ParameterObject AuditQuery query,
      @RequestParam(required = false) @Nullable Integer limit,
      @RequestParam(required = false) @Nullable String cursor) {
    return events.page(caller.companyId(), query.filter(), PageRequest.of(cursor, limit));
  }

  /** All that the filter shows, the oldest first, as NDJSON or CSV. */
  @GetMapping("/export")
  @RequiresPermission(Permission.AUDIT_VIEW)
  void export(
      Caller caller,
      @ParameterObject AuditQuery query,
      @RequestParam(defaultValue = "ndjson") String format,
      HttpServletResponse response)
      throws CloseNowException {
    export.write(caller.companyId(), query.filter(), AuditExport.Format.parse(format), response);
  }

  /** Looks at the whole chain now. */
  @GetMapping("/verification")
  @RequiresPermission(Permission.AUDIT_VIEW)
  Verification verification(Caller caller) {
    return verification.verify(caller.companyId());
  }
}

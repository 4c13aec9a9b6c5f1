package dev.countersign.control.trail;

import dev.countersign.control.accounts.Permission;
import dev.countersign.control.accounts.RequiresPermission;
import dev.countersign.control.accounts.SignedIn;
import dev.countersign.control.audit.AuditEvents;
import dev.countersign.control.audit.AuditVerification;
import dev.countersign.control.audit.EventFilter;
import dev.countersign.control.audit.RecordedEvent;
import dev.countersign.control.audit.Verification;
import dev.countersign.control.shell.Count;
import dev.countersign.control.web.FieldError;
import dev.countersign.control.web.Flash;
import dev.countersign.control.web.Page;
import dev.countersign.control.web.PageController;
import dev.countersign.control.web.PageRequest;
import dev.countersign.control.web.ProblemException;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.coyote.CloseNowException;
import org.jspecify.annotations.Nullable;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The trail in the browser. */
@PageController
class AuditPages {

  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,18}");

  private final AuditEvents events;
  private final AuditVerification verification;
  private final AuditExport export;

  AuditPages(AuditEvents events, AuditVerification verification, AuditExport export) {
    this.events = events;
    this.verification = verification;
    this.export = export;
  }

  @GetMapping("/audit")
  @RequiresPermission(Permission.AUDIT_VIEW)
  String list(
      SignedIn person,
      AuditQuery query,
      @RequestParam(required = false) @Nullable String cursor,
      Model model) {
    Page<RecordedEvent> page = new Page<>(List.of(), null);
    List<FieldError> errors = List.of();
    try {
      page = events.page(person.companyId(), query.filter(), PageRequest.of(cursor, null));
    } catch (ProblemException e) {
      errors = e.problem().errors();
    }
    model.addAttribute("page", page.map(EventItem::of));
    model.addAttribute("errors", errors);
    model.addAttribute("csv", query.address("/audit/export", "csv"));
    model.addAttribute("ndjson", query.address("/audit/export", "ndjson"));
    model.addAttribute("verified", verification.last(person.companyId()).orElse(null));
    return "trail/list";
  }

  @GetMapping("/audit/{sequence}")
  @RequiresPermission(Permission.AUDIT_VIEW)
  String detail(SignedIn person, @PathVariable String sequence, Model model) {
    RecordedEvent event =
        Optional.of(sequence)
            .filter(text -> NUMBER.matcher(text).matches())
            .flatMap(text -> events.find(person.companyId(), Long.parseLong(text)))
            .orElseThrow(() -> ProblemException.notFound("event", sequence));
    model.addAttribute("item", EventItem.of(event));
    return "trail/detail";
  }

  @GetMapping("/audit/export")
  @RequiresPermission(Permission.AUDIT_VIEW)
  void export(
      SignedIn person,
      AuditQuery query,
      @RequestParam(defaultValue = "ndjson") String format,
      HttpServletResponse response)
      throws CloseNowException {
    EventFilter filter = query.filter();
    export.write(person.companyId(), filter, AuditExport.Format.parse(format), response);
  }

  @PostMapping("/audit/verification")
  @RequiresPermission(Permission.AUDIT_VIEW)
  String verify(SignedIn person, RedirectAttributes next) {
    Verification found = verification.verifyAndKeep(person.companyId());
    Verification.Fault fault = found.fault();
    if (fault == null) {
      Flash.done(next, "The trail is whole: %s.".formatted(Count.of(found.sequence(), "event")));
    } else {
      Flash.refused(next, "The trail is broken. " + fault.message());
    }
    return "redirect:/audit";
  }
}

package dev.countersign.control.accounts.invitations;

import dev.countersign.control.accounts.ApiKeyCaller;
import dev.countersign.control.accounts.Caller;
import dev.countersign.control.accounts.Permission;
import dev.countersign.control.accounts.RequiresPermission;
import dev.countersign.control.idempotency.Idempotency;
import dev.countersign.control.web.Created;
import dev.countersign.control.web.Page;
import dev.countersign.control.web.PageRequest;
import io.swagger.v3.oas.annotations.Operation;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/invitations")
class InvitationController {

  private final Invitations invitations;
  private final Idempotency idempotency;

  InvitationController(Invitations invitations, Idempotency idempotency) {
    this.invitations = invitations;
    this.idempotency = idempotency;
  }

  @Operation(
      summary =
          "Invite an address; it gets a mail with a link that works once, for "
              + Invitations.DAYS
              + " days")
  @PostMapping
  @RequiresPermission(Permission.MEMBERS_CREATE)
  @ResponseStatus(HttpStatus.CREATED)
  ResponseEntity<InvitationView> create(
      ApiKeyCaller caller,
      @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String idempotencyKey,
      @RequestBody InvitationRequest request) {
    return idempotency.create(
        caller,
        idempotencyKey,
        "POST /invitations",
        request,
        InvitationView.class,
        () -> created(invitations.create(caller, request)));
  }

  private static Created<InvitationView> created(InvitationView made) {
    return new Created<>(URI.create("/api/v1/invitations/" + made.id()), null, made);
  }

  @Operation(summary = "List the invitations that nobody has followed yet, the newest first")
  @GetMapping
  @RequiresPermission(Permission.MEMBERS_VIEW)
  Page<InvitationView> list(
      Caller caller,
      @RequestParam(required = false) @Nullable Integer limit,
      @RequestParam(required = false) @Nullable String cursor) {
    return invitations.page(caller, PageRequest.of(cursor, limit));
  }

  @Operation(summary = "Show an invitation")
  @GetMapping("/{id}")
  @RequiresPermission(Permission.MEMBERS_VIEW)
  InvitationView get(Caller caller, @PathVariable String id) {
    return invitations.get(caller, id);
  }

  @Operation(summary = "Send another link; the one before opens nothing any more")
  @PostMapping("/{id}/resend")
  @RequiresPermission(Permission.MEMBERS_CREATE)
  InvitationView resend(Caller caller, @PathVariable String id) {
    return invitations.resend(caller, id);
  }

  @Operation(summary = "Withdraw an invitation")
  @DeleteMapping("/{id}")
  @RequiresPermission(Permission.MEMBERS_CREATE)
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void withdraw(Caller caller, @PathVariable String id) {
    invitations.withdraw(caller, id);
  }
}

package dev.countersign.control.accounts.members;

import dev.countersign.control.accounts.Caller;
import dev.countersign.control.accounts.Permission;
import dev.countersign.control.accounts.RequiresPermission;
import dev.countersign.control.web.EntityTag;
import dev.countersign.control.web.Page;
import dev.countersign.control.web.PageRequest;
import io.swagger.v3.oas.annotations.Operation;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Members are made by invitations, and by nothing else. */
@RestController
@RequestMapping("/api/v1/members")
class MemberController {

  private final Members members;

  MemberController(Members members) {
    this.members = members;
  }

  @Operation(summary = "List the company's members, who joined last first")
  @GetMapping
  @RequiresPermission(Permission.MEMBERS_VIEW)
  Page<MemberView> list(
      Caller caller,
      @RequestParam(required = false) @Nullable String q,
      @RequestParam(required = false) @Nullable String role,
      @RequestParam(required = false) @Nullable Integer limit,
      @RequestParam(required = false) @Nullable String cursor) {
    return members.page(caller, new MemberFilter(q, role), PageRequest.of(cursor, limit));
  }

  @Operation(summary = "Show a member, by the person's id")
  @GetMapping("/{id}")
  @RequiresPermission(Permission.MEMBERS_VIEW)
  ResponseEntity<MemberView> get(Caller caller, @PathVariable String id) {
    return answer(members.get(caller, id));
  }

  @Operation(summary = "Give a member other roles; the last administrator stays one")
  @PutMapping("/{id}")
  @RequiresPermission(Permission.MEMBERS_EDIT)
  ResponseEntity<MemberView> change(
      Caller caller,
      @PathVariable String id,
      @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
      @RequestBody MemberDocument document) {
    return answer(members.change(caller, id, ifMatch, document));
  }

  @Operation(summary = "Remove a member; their sessions and personal API keys end at once")
  @DeleteMapping("/{id}")
  @RequiresPermission(Permission.MEMBERS_DELETE)
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void remove(
      Caller caller,
      @PathVariable String id,
      @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch) {
    members.remove(caller, id, ifMatch);
  }

  private static ResponseEntity<MemberView> answer(MemberView.Versioned found) {
    return ResponseEntity.ok().eTag(EntityTag.of(found.version())).body(found.member());
  }
}

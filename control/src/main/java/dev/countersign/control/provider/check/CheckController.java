package dev.countersign.control.provider.check;

import dev.countersign.control.accounts.Caller;
import dev.countersign.control.accounts.Permission;
import dev.countersign.control.accounts.RequiresPermission;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

@RestController
class CheckController {

  private final Checks checks;

  CheckController(Checks checks) {
    this.checks = checks;
  }

  @PostMapping("/api/v1/apis/{id}/check")
  @RequiresPermission(Permission.APIS_VIEW)
  CheckResult check(Caller caller, @PathVariable String id, @RequestBody CheckRequest request) {
    return checks.check(caller.companyId(), id, request);
  }
}

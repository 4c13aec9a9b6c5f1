package dev.countersign.control.accounts.company;

import dev.countersign.control.accounts.Caller;
import dev.countersign.control.accounts.Permission;
import dev.countersign.control.accounts.RequiresPermission;
import dev.countersign.control.web.EntityTag;
import io.swagger.v3.oas.annotations.Operation;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/company")
class CompanyController {

  private final CompanyProfile profile;

  CompanyController(CompanyProfile profile) {
    this.profile = profile;
  }

  @Operation(summary = "Show the settings of one's own company")
  @GetMapping
  @RequiresPermission(Permission.COMPANY_SETTINGS)
  ResponseEntity<CompanyView> get(Caller caller) {
    return answer(profile.get(caller));
  }

  @Operation(summary = "Change the settings of one's own company")
  @PutMapping
  @RequiresPermission(Permission.COMPANY_SETTINGS)
  ResponseEntity<CompanyView> change(
      Caller caller,
      @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
      @RequestBody CompanyDocument document) {
    return answer(profile.change(caller, ifMatch, document));
  }

  private static ResponseEntity<CompanyView> answer(CompanyView.Versioned found) {
    return ResponseEntity.ok().eTag(EntityTag.of(found.version())).body(found.company());
  }
}

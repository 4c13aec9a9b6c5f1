package dev.countersign.control.provider;

import dev.countersign.control.accounts.Permission;
import dev.countersign.control.accounts.SignedIn;
import dev.countersign.control.overview.FirstCall;
import dev.countersign.control.overview.FirstSteps;
import dev.countersign.control.provider.apis.ApiDetail;
import dev.countersign.control.provider.apis.ApiDirectory;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** From nothing to the first call that a certificate opened; each step ticks itself. */
@Component
class ProviderFirstSteps implements FirstSteps {

  private final ProgressRepository progress;
  private final ApiDirectory apis;
  private final CurlCommand curl;
  private final ObjectProvider<FirstCall> calls;

  ProviderFirstSteps(
      ProgressRepository progress,
      ApiDirectory apis,
      CurlCommand curl,
      ObjectProvider<FirstCall> calls) {
    this.progress = progress;
    this.apis = apis;
    this.curl = curl;
    this.calls = calls;
  }

  @Override
  public List<Step> of(SignedIn person) {
    if (!person.may(Permission.APIS_VIEW)) {
      return List.of();
    }
    String company = person.companyId();
    Progress done = progress.of(company);
    boolean called = done.allowed() && calls.stream().anyMatch(first -> first.wasMade(company));
    if (called && done.published() && done.stored() && done.made()) {
      return List.of();
    }
    Optional<ApiDetail> api = Optional.ofNullable(done.api()).map(id -> apis.get(company, id));
    return List.of(
        step(
            person,
            "Publish an API",
            "Say where callers reach it and which server answers.",
            done.published(),
            Permission.APIS_CREATE,
            "/apis/new",
            "Publish an API"),
        step(
            person,
            "Upload a certificate",
            "The public certificate of a caller, or the CA that issues them. Never a private key.",
            done.stored(),
            Permission.CERTIFICATES_CREATE,
            "/certificates/upload",
            "Upload a certificate"),
        step(
            person,
            "Allow it",
            "Put the certificate on the API's allow list.",
            done.allowed(),
            Permission.APIS_EDIT,
            api.map(one -> "/apis/" + one.id() + "/edit#picker").orElse(null),
            "Open the allow list"),
        step(
            person,
            "Make a credential",
            "The caller's access token, shown once.",
            done.made(),
            Permission.CREDENTIALS_CREATE,
            api.map(one -> "/credentials/new?api=" + one.id()).orElse("/credentials/new"),
            "Make a credential"),
        new Step(
            "Make the first call with the certificate",
            "Run this where the certificate and its private key are. The step ticks itself a few"
                + " seconds after a call was let in.",
            called,
            null,
            null,
            api.map(this::command).orElse(null)));
  }

  private static Step step(
      SignedIn person,
      String title,
      String text,
      boolean done,
      Permission needed,
      @Nullable String href,
      String action) {
    return new Step(title, text, done, person.may(needed) ? href : null, action, null);
  }

  private String command(ApiDetail api) {
    return curl.call(
        api.hosts(),
        api.listenPath(),
        true,
        api.asksForToken() ? CurlCommand.Token.placeholder(api.tokenHeader()) : null);
  }
}

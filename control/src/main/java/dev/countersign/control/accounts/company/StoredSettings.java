package dev.countersign.control.accounts.company;

import dev.countersign.control.accounts.CompanySettings;
import dev.countersign.control.web.ProblemException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

@Component
class StoredSettings implements CompanySettings {

  private final SettingsRepository settings;

  StoredSettings(SettingsRepository settings) {
    this.settings = settings;
  }

  @Override
  public Retention retention(String companyId) {
    return get(companyId).retention();
  }

  @Override
  public List<NoticeRecipient> noticeRecipients(String companyId) {
    Settings chosen = get(companyId);
    Map<String, NoticeRecipient> recipients = new LinkedHashMap<>();
    settings
        .peopleWith(companyId, chosen.noticeRoles())
        .forEach(person -> recipients.put(person.email(), person));
    chosen
        .noticeAddresses()
        .forEach(email -> recipients.putIfAbsent(email, new NoticeRecipient(email, email)));
    return recipients.isEmpty()
        ? settings.administrators(companyId)
        : List.copyOf(recipients.values());
  }

  private Settings get(String companyId) {
    return settings
        .find(companyId)
        .orElseThrow(() -> ProblemException.notFound("company", companyId));
  }
}

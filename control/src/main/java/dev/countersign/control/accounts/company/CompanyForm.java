package dev.countersign.control.accounts.company;

import dev.countersign.control.web.FieldErrors;
import dev.countersign.control.web.Form;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The form of a company's settings; what is wrong with them, {@link SettingsReader} says. */
final class CompanyForm {

  private CompanyForm() {}

  static Form of(CompanyView.Versioned found) {
    CompanyView company = found.company();
    Map<String, List<String>> values = new HashMap<>();
    values.put("name", List.of(company.name()));
    values.put("sessionIdleMinutes", text(company.sessionIdleMinutes()));
    values.put("sessionHours", text(company.sessionHours()));
    values.put("refusalDays", text(company.refusalDays()));
    values.put("useDays", text(company.useDays()));
    values.put("noticeRoles", company.noticeRoles());
    values.put("noticeAddresses", List.of(String.join("\n", company.noticeAddresses())));
    values.put(Form.VERSION, List.of(Long.toString(found.version())));
    return new Form(values, null);
  }

  static CompanyDocument read(Form form) {
    FieldErrors errors = new FieldErrors();
    CompanyDocument document =
        new CompanyDocument(
            form.value("name"),
            number(errors, form, "sessionIdleMinutes"),
            number(errors, form, "sessionHours"),
            number(errors, form, "refusalDays"),
            number(errors, form, "useDays"),
            form.all("noticeRoles"),
            form.value("noticeAddresses")
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .toList());
    errors.refuse();
    return document;
  }

  private static List<String> text(int number) {
    return List.of(String.valueOf(number));
  }

  private static @Nullable Integer number(FieldErrors errors, Form form, String field) {
    try {
      return Integer.valueOf(form.value(field).strip());
    } catch (NumberFormatException e) {
      errors.add(field, "malformed", "Write a whole number.");
      return null;
    }
  }
}

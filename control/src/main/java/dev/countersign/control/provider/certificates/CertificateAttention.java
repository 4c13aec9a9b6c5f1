package dev.countersign.control.provider.certificates;

import dev.countersign.control.accounts.Permission;
import dev.countersign.control.accounts.SignedIn;
import dev.countersign.control.overview.Attention;
import java.util.ArrayList;
import java.util.List;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Certificates that somebody uses and that have expired, or will soon. */
@Component
@Order(10)
class CertificateAttention implements Attention {

  private static final String USED = "/certificates?filter=";

  private final CertificateLists lists;

  CertificateAttention(CertificateLists lists) {
    this.lists = lists;
  }

  @Override
  public List<Item> of(SignedIn person) {
    if (!person.may(Permission.CERTIFICATES_VIEW)) {
      return List.of();
    }
    int expired = used(person, CertificateStatus.EXPIRED);
    int expiring = used(person, CertificateStatus.EXPIRING);
    List<Item> items = new ArrayList<>();
    if (expired > 0) {
      items.add(
          new Item(
              Urgency.BAD,
              "Expired certificates in use: " + number(expired),
              "Whoever presents one is refused. Add the successor beside it, or take it off.",
              USED + CertificateStatus.EXPIRED.code(),
              "Look at them"));
    }
    if (expiring > 0) {
      items.add(
          new Item(
              Urgency.WARN,
              "Certificates in use that expire within 30 days: " + number(expiring),
              "Add each successor now: old and new work side by side.",
              USED + CertificateStatus.EXPIRING.code(),
              "Look at them"));
    }
    return items;
  }

  private int used(SignedIn person, CertificateStatus status) {
    return lists.count(person.companyId(), CertificateFilter.of(null, null, status.code(), false));
  }

  private static String number(int count) {
    return count > CertificateCounts.MOST ? "over 10,000" : Integer.toString(count);
  }
}

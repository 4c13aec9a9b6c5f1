package dev.countersign.control.provider.certificates;

import dev.countersign.control.accounts.Permission;
import dev.countersign.control.accounts.SignedIn;
import dev.countersign.control.overview.Attention;
import dev.countersign.control.shell.Count;
import java.util.ArrayList;
import java.util.List;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Certificates that somebody uses and that have expired, or will soon. */
@Component
@Order(10)
class CertificateAttention implements Attention {

  private final CertificateLists lists;

  CertificateAttention(CertificateLists lists) {
    this.lists = lists;
  }

  @Override
  public List<Item> of(SignedIn person) {
    if (!person.may(Permission.CERTIFICATES_VIEW)) {
      return List.of();
    }
    long expired = inUse(person, CertificateStatus.EXPIRED);
    long expiring = inUse(person, CertificateStatus.EXPIRING);
    List<Item> items = new ArrayList<>();
    if (expired > 0) {
      items.add(
          new Item(
              Urgency.BAD,
              "Expired certificates in use: " + Count.limited(expired),
              "Whoever presents one is refused. Add the successor beside it, or take it off.",
              address(CertificateStatus.EXPIRED),
              "Look at them"));
    }
    if (expiring > 0) {
      items.add(
          new Item(
              Urgency.WARN,
              "Certificates in use that expire within 30 days: " + Count.limited(expiring),
              "Add each successor now: old and new work side by side.",
              address(CertificateStatus.EXPIRING),
              "Look at them"));
    }
    return items;
  }

  private long inUse(SignedIn person, CertificateStatus status) {
    return lists.count(
        person.companyId(), CertificateFilter.ofPage(null, CertificateFilter.inUse(status)));
  }

  /** Where the list shows what was counted. */
  private static String address(CertificateStatus status) {
    return "/certificates?filter=" + CertificateFilter.inUse(status);
  }
}

package dev.countersign.control.accounts.login;

import dev.countersign.control.accounts.Membership;
import dev.countersign.control.accounts.Memberships;
import dev.countersign.control.accounts.people.Person;
import dev.countersign.control.audit.Actor;
import dev.countersign.control.audit.AuditEvent;
import dev.countersign.control.audit.AuditTrail;
import java.util.Comparator;
import java.util.function.Function;
import org.springframework.stereotype.Component;

/**
 * Notes what people do about themselves, and what is done about them, in the audit trail of each of
 * their companies.
 */
@Component
public class PersonTrail {

  private final Memberships memberships;
  private final AuditTrail audit;

  PersonTrail(Memberships memberships, AuditTrail audit) {
    this.memberships = memberships;
    this.audit = audit;
  }

  /** Notes what is done by whoever runs the machine, in the transaction that runs. */
  void recordOfOperator(Person person, AuditEvent event) {
    record(person, event, Actor::operator);
  }

  /** Notes what anybody could ask for about a person, in the transaction that runs. */
  void recordOfAnybody(Person person, AuditEvent event) {
    record(person, event, company -> Actor.system(company, "login"));
  }

  /**
   * Notes it, in the transaction that runs.
   *
   * @param address where the request came from
   */
  public void record(Person person, String address, AuditEvent event) {
    record(
        person,
        event,
        company -> new Actor(company, Actor.Kind.PERSON, person.id(), person.name(), address));
  }

  /** In one order, since each company's trail is written by one after another. */
  private void record(Person person, AuditEvent event, Function<String, Actor> by) {
    memberships.of(person.id()).stream()
        .map(Membership::companyId)
        .sorted(Comparator.naturalOrder())
        .forEach(company -> audit.record(by.apply(company), event));
  }
}

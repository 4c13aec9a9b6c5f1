package dev.countersign.control.accounts.people;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Links that work once, for a while, for one purpose. Looking at one does not use it up. */
@Component
public class OneTimeLinks {

  private final OneTimeLinkRepository links;
  private final InstantSource clock;

  OneTimeLinks(OneTimeLinkRepository links, InstantSource clock) {
    this.links = links;
    this.clock = clock;
  }

  /** The links of a database, for a command that is no control plane. */
  public static OneTimeLinks of(JdbcClient jdbc, InstantSource clock) {
    return new OneTimeLinks(new OneTimeLinkRepository(jdbc), clock);
  }

  /**
   * Makes a link. Others of the same purpose and thing go on working: end them, if they must not.
   */
  @Transactional
  public LinkSecret issue(LinkPurpose purpose, String about, Duration lifetime) {
    links.deleteExpired(clock.instant());
    LinkSecret secret = LinkSecret.random();
    links.insert(secret.hash(), new OneTimeLink(purpose, about, clock.instant().plus(lifetime)));
    return secret;
  }

  /** Makes a link, the only one of its purpose and thing: others work no longer. */
  @Transactional
  public LinkSecret issueOnly(LinkPurpose purpose, String about, Duration lifetime) {
    links.deleteAlone(purpose, about);
    return issue(purpose, about, lifetime);
  }

  /** The link with this secret, where it still works. */
  public Optional<OneTimeLink> find(LinkPurpose purpose, String secret) {
    return links.find(LinkSecret.hash(secret), purpose, clock.instant());
  }

  /** Uses a link up, with the transaction that runs; of several at once one alone gets it. */
  @Transactional(propagation = Propagation.MANDATORY)
  public Optional<OneTimeLink> use(LinkPurpose purpose, String secret) {
    return links.take(LinkSecret.hash(secret), purpose, clock.instant());
  }

  /** Whether a link of this purpose still works. */
  public boolean any(LinkPurpose purpose, String about) {
    return links.any(purpose, about, clock.instant());
  }

  /** Ends every link of this purpose about this thing. */
  @Transactional
  public void end(LinkPurpose purpose, String about) {
    links.delete(purpose, about);
  }
}

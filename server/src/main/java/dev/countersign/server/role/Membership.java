package dev.countersign.server.role;

import dev.countersign.gateway.feed.Enrolment;
import dev.countersign.gateway.feed.EnrolmentException;
import dev.countersign.gateway.feed.FeedAddress;
import dev.countersign.gateway.feed.HttpConfigurationFeed;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;

/** A gateway's place at a control plane: taken once by a token, kept in its data folder. */
public final class Membership {

  private Membership() {}

  /**
   * Enrols where there is a token that was not used here before, and opens the feed.
   *
   * @throws StartException without a token at the first start, or when the control plane refuses it
   */
  public static HttpConfigurationFeed join(
      Running running, String control, Optional<String> token, Path folder)
      throws StartException, InterruptedException {
    InstantSource clock = InstantSource.system();
    try {
      FeedAddress address = FeedAddress.parse(control);
      if (token.isPresent()) {
        Enrolment.enrol(address, token.get().strip(), folder, clock);
      } else if (!Enrolment.isEnrolled(folder)) {
        throw new StartException(
            "This gateway is not enrolled yet. Ask the control plane for a token"
                + " (POST /api/v1/gateways/enrolments) and start it once with"
                + " COUNTERSIGN_ENROLMENT_TOKEN, or --enrolment-token T.");
      }
      return running.add("feed", HttpConfigurationFeed.open(address, folder, clock));
    } catch (EnrolmentException e) {
      throw new StartException(String.valueOf(e.getMessage()), e);
    } catch (IllegalArgumentException e) {
      throw new StartException("--control: " + e.getMessage(), e);
    }
  }
}

package dev.countersign.control.feed;

import dev.countersign.control.web.Problem;
import dev.countersign.control.web.ProblemException;
import dev.countersign.control.web.ProblemType;
import dev.countersign.policy.feed.ChangeFormat;
import dev.countersign.policy.feed.FeedAnswer;
import dev.countersign.policy.feed.FeedProtocol;
import dev.countersign.policy.feed.FeedUnavailableException;
import dev.countersign.policy.feed.SnapshotFormat;
import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.time.Duration;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The feed as gateways read it; {@link FeedGate} has let in none but them. */
@Hidden
@RestController
@RequestMapping(FeedProtocol.ROOT)
class FeedController {

  private static final double LONGEST_WAIT = 30;
  private static final int LONGEST_FEED_ID = 64;

  private final FeedAnswers answers;
  private final SnapshotSpool snapshots;
  private final FeedReaders readers;
  private final Sightings sightings;

  FeedController(
      FeedAnswers answers, SnapshotSpool snapshots, FeedReaders readers, Sightings sightings) {
    this.answers = answers;
    this.snapshots = snapshots;
    this.readers = readers;
    this.sightings = sightings;
  }

  @GetMapping(FeedProtocol.SNAPSHOT)
  void snapshot(HttpServletResponse response) throws IOException {
    try (FileChannel file = snapshots.open()) {
      response.setContentType(SnapshotFormat.CONTENT_TYPE);
      response.setContentLengthLong(file.size());
      Channels.newInputStream(file).transferTo(response.getOutputStream());
    }
  }

  @GetMapping(FeedProtocol.CHANGES)
  ResponseEntity<byte[]> changes(
      @RequestParam String feedId,
      @RequestParam long after,
      @RequestParam(defaultValue = "0") double wait,
      HttpServletRequest request)
      throws IOException, InterruptedException {
    FeedCaller caller = FeedCaller.of(request);
    if (answers.isKnown(feedId, after)) {
      sightings.saw(caller.gateway(), feedId, after);
    }
    FeedAnswer answer = answer(caller, feedId, after, wait);
    if (readers.isRemoved(caller.certificate())) {
      throw new ProblemException(FeedGate.removed());
    }
    return switch (answer) {
      case FeedAnswer.Changes changes -> ndjson(feedId, changes);
      case FeedAnswer.SnapshotNeeded _ -> {
        sightings.saw(caller.gateway(), "", 0);
        throw new ProblemException(
            ProblemType.SNAPSHOT_NEEDED,
            "Take a snapshot: GET " + FeedProtocol.ROOT + FeedProtocol.SNAPSHOT + ".");
      }
    };
  }

  private FeedAnswer answer(FeedCaller caller, String feedId, long after, double wait)
      throws InterruptedException {
    if (feedId.length() > LONGEST_FEED_ID) {
      return new FeedAnswer.SnapshotNeeded();
    }
    try {
      return answers.changesAfter(
          feedId,
          after,
          Duration.ofMillis((long) (1_000 * Math.clamp(wait, 0, LONGEST_WAIT))),
          () -> readers.isRemoved(caller.certificate()));
    } catch (FeedUnavailableException e) {
      throw new ProblemException(
          Problem.of(ProblemType.UNAVAILABLE, "Try again in a moment. Serve on meanwhile."));
    }
  }

  private static ResponseEntity<byte[]> ndjson(String feedId, FeedAnswer.Changes changes)
      throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    ChangeFormat.write(feedId, changes.changeSets(), body);
    return ResponseEntity.ok()
        .header("Content-Type", SnapshotFormat.CONTENT_TYPE)
        .body(body.toByteArray());
  }
}

package dev.countersign.gateway.exchange;

import dev.countersign.gateway.Limits;
import dev.countersign.policy.configuration.ApiConfiguration;
import dev.countersign.policy.decision.Refusal;
import dev.countersign.policy.decision.Verdict;
import dev.countersign.policy.snapshot.Snapshot;
import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.util.ReferenceCountUtil;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One request and its answer. Lives on its connection's event loop, and ends in exactly one of: an
 * answer of the upstream, an answer of ours, or a cut connection.
 */
public final class Exchange {
  private enum Stage {
    DECIDING,
    FORWARDING,
    /** The answer is sent, or cut; what is left of the request is thrown away. */
    ANSWERED,
    GONE
  }

  private final Client client;
  private final ClientSide clientSide;
  private final RequestHead request;
  private final long startedAt = System.nanoTime();

  private Stage stage = Stage.DECIDING;
  private Verdict.@Nullable Admitted admitted;
  private @Nullable ApiConfiguration refusedBy;
  private @Nullable Forwarding forwarding;
  private boolean headSent;
  private boolean inTurn = true;
  private int status;
  private long received;
  private long discarded;

  public Exchange(Client client, ClientSide clientSide, RequestHead request) {
    this.client = client;
    this.clientSide = clientSide;
    this.request = request;
  }

  /** Takes the request through the pipeline. */
  public void begin() {
    client.surroundings().pipeline().run(this);
  }

  public Client client() {
    return client;
  }

  public RequestHead request() {
    return request;
  }

  /** The configuration to decide by; null before there is one. */
  public @Nullable Snapshot inForce() {
    return client.surroundings().inForce().get();
  }

  /** The verdict that let this request in; null before, and where there is none. */
  public Verdict.@Nullable Admitted admitted() {
    return admitted;
  }

  /** Keeps the verdict for the steps that follow. */
  public void admit(Verdict.Admitted verdict) {
    admitted = verdict;
  }

  /** The API that the request led to, let in or not; null where it led to none. */
  public @Nullable ApiConfiguration api() {
    return admitted == null ? refusedBy : admitted.api();
  }

  boolean isAnswered() {
    return stage != Stage.DECIDING;
  }

  /** Whether a flush follows by itself at the end of this turn of the event loop. */
  public boolean isInTurn() {
    return inTurn;
  }

  // From the pipeline ---------------------------------------------------------------------------

  /** Answers with a refusal, or cuts the answer that has begun. */
  public void refuse(Refusal refusal) {
    if (stage == Stage.ANSWERED || stage == Stage.GONE) {
      return;
    }
    stopForwarding();
    stage = Stage.ANSWERED;
    if (headSent) {
      observer().cut(this, refusal);
      clientSide.abort();
      observe(true);
      return;
    }
    headSent = true;
    Refusal whole = refusal.about(client.connection(), admitted);
    refusedBy = whole.api();
    status = RefusalAnswer.send(this, clientSide, whole);
    observe(false);
    clientSide.flush();
  }

  /** A fault of ours: the client learns no more than that, and what was started is stopped. */
  void failInternally() {
    if (stage == Stage.ANSWERED || stage == Stage.GONE) {
      return;
    }
    stopForwarding();
    stage = Stage.ANSWERED;
    if (headSent) {
      clientSide.abort();
      observe(true);
      return;
    }
    headSent = true;
    status = RefusalAnswer.sendFault(this, clientSide);
    observe(false);
    clientSide.flush();
  }

  /** Sends the request on. */
  public void forwardTo(
      dev.countersign.policy.configuration.UpstreamConfiguration upstream, String target) {
    stage = Stage.FORWARDING;
    observer().letIn(this);
    Forwarding started = client.forwarder().forward(this, upstream, target);
    if (stage == Stage.FORWARDING) {
      forwarding = started;
    }
  }

  // From the client -----------------------------------------------------------------------------

  /** A part of the request's body, which is taken over. */
  public void body(ByteBuf data) {
    inTurn = true;
    received += data.readableBytes();
    if (stage == Stage.FORWARDING && received > limits().bodyBytes()) {
      refuse(Refusals.bodyTooLarge(limits().bodyBytes()));
    }
    Forwarding upstream = forwarding;
    if (upstream != null) {
      upstream.body(data);
    } else {
      discard(data);
    }
  }

  private void discard(ByteBuf data) {
    int size = data.readableBytes();
    data.release();
    discarded += size;
    clientSide.consumed(size);
    if (discarded > limits().discardBytes()) {
      clientSide.stopReceiving();
    }
  }

  /** The request's end. */
  public void end(@Nullable HttpHeaders trailers) {
    inTurn = true;
    if (forwarding != null) {
      if (trailers != null) {
        RequestTrailers.clean(trailers, admitted == null ? null : admitted.api().authentication());
      }
      forwarding.end(trailers == null || trailers.isEmpty() ? null : trailers);
    }
  }

  /** The request's body is not what its framing said. */
  public void requestBroken() {
    refuse(Refusals.malformed("The request's body does not follow its framing"));
    clientSide.stopReceiving();
  }

  /** The client does not send what it announced. */
  public void requestTooSlow() {
    refuse(Refusals.tooSlow());
    clientSide.stopReceiving();
  }

  /** The client takes more of the answer again. */
  public void clientWritable() {
    if (forwarding != null) {
      forwarding.clientWritable();
    }
  }

  /** The turn of the event loop that brought parts of the request is over. */
  public void turnEnded() {
    inTurn = false;
    if (forwarding != null) {
      forwarding.flush();
    }
  }

  /** Nobody is there for the answer. */
  public void clientGone() {
    if (stage == Stage.GONE) {
      return;
    }
    boolean unanswered = stage == Stage.FORWARDING;
    stage = Stage.GONE;
    stopForwarding();
    if (unanswered) {
      status = headSent ? status : 499;
      observe(true);
    }
  }

  /** Looks whether the request takes too long. */
  public void tick(long now) {
    if (forwarding != null) {
      forwarding.tick(now);
    }
    if (stage == Stage.FORWARDING && now - startedAt > limits().request().toNanos()) {
      refuse(Refusals.takesTooLong());
    }
  }

  // From the upstream ---------------------------------------------------------------------------

  /** An interim answer. */
  public void answerInterim(HttpResponseStatus interim, HttpHeaders headers) {
    if (stage == Stage.FORWARDING && !headSent && !request.http10()) {
      clientSide.interim(interim, headers);
      clientSide.flush();
    }
  }

  /** The answer's head. */
  public void answer(AnswerHead head) {
    if (stage == Stage.FORWARDING && !headSent) {
      headSent = true;
      status = head.status().code();
      clientSide.head(head);
    }
  }

  /** A part of the answer's body, which is taken over. */
  public void answerBody(ByteBuf data) {
    if (stage == Stage.FORWARDING) {
      clientSide.body(data);
    } else {
      ReferenceCountUtil.release(data);
    }
  }

  /** The answer is whole. */
  public void answerEnd(@Nullable HttpHeaders trailers) {
    if (stage == Stage.FORWARDING) {
      stage = Stage.ANSWERED;
      forwarding = null;
      observe(false);
      clientSide.end(trailers);
    }
  }

  /** There is no answer, or no whole one. */
  public void upstreamFailed(UpstreamFault fault, String detail) {
    forwarding = null;
    refuse(Refusals.of(fault, detail, Objects.requireNonNull(admitted)));
  }

  /** Whether the client should get more of the answer now. */
  public boolean isClientWritable() {
    return clientSide.isWritable();
  }

  /** So many bytes of the request's body have gone to the upstream. */
  public void consumed(int bytes) {
    if (stage != Stage.GONE) {
      clientSide.consumed(bytes);
    }
  }

  /** The turn of the event loop that brought parts of the answer is over. */
  public void flushClient() {
    if (stage != Stage.GONE) {
      clientSide.flush();
    }
  }

  private void stopForwarding() {
    Forwarding upstream = forwarding;
    forwarding = null;
    if (upstream != null) {
      upstream.cancel();
    }
  }

  private void observe(boolean cut) {
    observer().answered(this, status, cut, System.nanoTime() - startedAt);
  }

  private Observer observer() {
    return client.observer();
  }

  private Limits limits() {
    return client.limits();
  }
}

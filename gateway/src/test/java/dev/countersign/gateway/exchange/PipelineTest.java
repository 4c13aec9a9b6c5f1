package dev.countersign.gateway.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.gateway.Limits;
import dev.countersign.gateway.exchange.Step.Outcome;
import dev.countersign.policy.configuration.UpstreamConfiguration;
import dev.countersign.policy.decision.ClientConnection;
import dev.countersign.policy.decision.Refusal;
import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.EmptyHttpHeaders;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The pipeline notices a step that neither answers nor goes on. */
class PipelineTest {
  private static final UpstreamConfiguration UPSTREAM =
      new UpstreamConfiguration(URI.create("http://127.0.0.1:1"), Duration.ofSeconds(5), false);

  private final List<String> sent = new ArrayList<>();

  private Exchange run(Step... steps) {
    return run(null, steps);
  }

  private Exchange run(Forwarder forwarder, Step... steps) {
    Surroundings surroundings =
        new Surroundings(
            Limits.defaults(),
            new Pipeline(List.of(steps)),
            () -> null,
            new Ignoring(),
            TrustedPeers.of(List.of()),
            () -> false);
    Client client =
        new Client(
            surroundings,
            null,
            forwarder,
            ClientConnection.plain(),
            null,
            InetAddress.getLoopbackAddress());
    RequestHead head =
        new RequestHead(HttpMethod.GET, "/", "a", EmptyHttpHeaders.INSTANCE, 0, false, null);
    Exchange exchange = new Exchange(client, new Recording(), head);
    exchange.begin();
    return exchange;
  }

  @Test
  @DisplayName("a step that says it answered and did not is a fault of ours: 500")
  void saysAnswered() {
    run(exchange -> Outcome.ANSWERED);
    assertThat(sent).containsExactly("500", "end");
  }

  @Test
  @DisplayName("a step that answers and says go on is noticed, and the answer stays the only one")
  void answersAndGoesOn() {
    run(
        exchange -> {
          exchange.refuse(Refusals.notReady());
          return Outcome.GO_ON;
        },
        exchange -> {
          sent.add("never");
          return Outcome.GO_ON;
        });
    assertThat(sent).containsExactly("503", "end");
  }

  @Test
  @DisplayName("no step that answers, or one that throws, is a fault of ours: 500")
  void nobodyAnswers() {
    run(exchange -> Outcome.GO_ON);
    run(exchange -> {
      throw new IllegalStateException("broken");
    });
    assertThat(sent).containsExactly("500", "end", "500", "end");
  }

  @Test
  @DisplayName("a forwarder that throws is a fault of ours: 500, and nothing is left hanging")
  void forwarderThrows() {
    Forwarder broken =
        (exchange, upstream, target) -> {
          throw new IllegalStateException("broken");
        };
    run(
        broken,
        exchange -> {
          exchange.forwardTo(UPSTREAM, "/");
          return Outcome.ANSWERED;
        });
    assertThat(sent).containsExactly("500", "end");
  }

  @Test
  @DisplayName("a fault after the answer's head cuts the answer, and stops what was started")
  void throwsAfterHead() {
    Forwarder quick =
        (exchange, upstream, target) -> {
          exchange.answer(
              new AnswerHead(HttpResponseStatus.OK, EmptyHttpHeaders.INSTANCE, 10, false));
          return new Stoppable();
        };
    run(
        quick,
        exchange -> {
          exchange.forwardTo(UPSTREAM, "/");
          throw new IllegalStateException("broken");
        });
    assertThat(sent).containsExactly("200", "cancel", "abort");
  }

  private final class Stoppable implements Forwarding {
    @Override
    public void body(ByteBuf data) {
      data.release();
    }

    @Override
    public void end(HttpHeaders trailers) {}

    @Override
    public void clientWritable() {}

    @Override
    public void flush() {}

    @Override
    public void tick(long now) {}

    @Override
    public void cancel() {
      sent.add("cancel");
    }
  }

  private final class Recording implements ClientSide {
    @Override
    public void interim(HttpResponseStatus status, HttpHeaders headers) {}

    @Override
    public void head(AnswerHead head) {
      sent.add(Integer.toString(head.status().code()));
    }

    @Override
    public void body(ByteBuf data) {
      data.release();
    }

    @Override
    public void end(HttpHeaders trailers) {
      sent.add("end");
    }

    @Override
    public void abort() {
      sent.add("abort");
    }

    @Override
    public boolean isWritable() {
      return true;
    }

    @Override
    public void consumed(int bytes) {}

    @Override
    public void stopReceiving() {}

    @Override
    public void flush() {}
  }

  private static final class Ignoring implements Observer {
    @Override
    public void letIn(Exchange exchange) {}

    @Override
    public void answered(Exchange exchange, int status, boolean cut, long nanos) {}

    @Override
    public void refused(Exchange exchange, Refusal refusal, String id) {}

    @Override
    public void cut(Exchange exchange, Refusal refusal) {}

    @Override
    public void clientFailed(Throwable cause) {}
  }
}

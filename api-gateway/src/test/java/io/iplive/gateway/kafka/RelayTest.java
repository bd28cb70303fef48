package io.iplive.gateway.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.iplive.gateway.account.SecretHash;
import io.iplive.gateway.address.IpAddress;
import io.iplive.gateway.journal.Outbox;
import io.iplive.gateway.journal.Recorded;
import io.iplive.gateway.node.Node;
import io.iplive.gateway.node.NodeEvent.NodeEnrolled;
import io.iplive.gateway.node.NodeId;
import io.iplive.schemas.HttpSchemaRegistry;
import io.iplive.schemas.RegistryServer;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;

class RelayTest {

  private final MockProducer<byte[], byte[]> producer =
      new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer());
  private final OneEvent outbox = new OneEvent();

  @Test
  void aSchemaThatTheRegistryRefusesEndsItWithAClearErrorAndGivesUpTheLead() throws IOException {
    try (RegistryServer registry = new RegistryServer();
        Relay relay =
            new Relay(outbox, () -> producer, new HttpSchemaRegistry(registry.address()))) {
      registry.refuse("nodes.v1-value");
      relay.start();
      await().until(() -> outbox.closed.getCount() == 0);
      await().until(() -> relay.state() instanceof RelayState.Refused);
      int calls = registry.calls();
      Health health = new RelayHealth(relay).health();
      assertThat(health.getStatus()).isEqualTo(Status.DOWN);
      assertThat(health.getDetails().get("reason"))
          .asString()
          .contains("nodes.v1-value", "409", "incompatible");
      await().during(Duration.ofSeconds(1)).until(() -> registry.calls() == calls);
      assertThat(producer.history()).isEmpty();
      assertThat(outbox.waiting()).isEqualTo(1);
    }
  }

  /** An event that waits until it is published. */
  private static final class OneEvent implements Outbox, Outbox.Lane {

    private final CountDownLatch published = new CountDownLatch(1);
    private final CountDownLatch closed = new CountDownLatch(1);

    @Override
    public Lane open() {
      return this;
    }

    @Override
    public long waiting() {
      return published.getCount();
    }

    @Override
    public int forget(Instant before, int most) {
      return 0;
    }

    @Override
    public boolean lead() {
      return true;
    }

    @Override
    public List<Waiting> next(int most) {
      IpAddress address = IpAddress.parse("2001:db8::1").orElseThrow();
      Node node =
          new Node(new NodeId(4), 1, address, Node.State.ACTIVE, 1, true, SecretHash.of("a token"));
      Recorded event = new Recorded.OfNode(1, Instant.EPOCH, new NodeEnrolled(node));
      return waiting() == 0 ? List.of() : List.of(new Waiting(1, event));
    }

    @Override
    public void published(List<Waiting> events) {
      published.countDown();
    }

    @Override
    public void await(Duration most) throws InterruptedException {
      var _ = closed.await(most.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
      closed.countDown();
    }
  }
}

package io.iplive.notifier.kafka.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.iplive.notifier.message.DeliveryId;
import io.iplive.notifier.outbox.Outbox;
import io.iplive.notifier.outbox.Step;
import io.iplive.schemas.HttpSchemaRegistry;
import io.iplive.schemas.RegistryServer;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

class StepRelayTest {

  private final MockProducer<byte[], byte[]> producer =
      new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer());
  private final OneStep outbox = new OneStep();

  @Test
  void aSchemaThatTheRegistryRefusesEndsItWithAClearErrorAndGivesUpTheLead() throws IOException {
    try (RegistryServer registry = new RegistryServer();
        StepRelay relay =
            new StepRelay(outbox, () -> producer, new HttpSchemaRegistry(registry.address()))) {
      registry.refuse("deliveries.v1-value");
      relay.start();
      await().until(() -> outbox.closed.getCount() == 0);
      await().until(() -> relay.state() == StepRelay.State.REFUSED);
      int calls = registry.calls();
      assertThat(relay.state().works()).isFalse();
      assertThat(relay.refusal()).contains("deliveries.v1-value", "409", "incompatible");
      await().during(Duration.ofSeconds(1)).until(() -> registry.calls() == calls);
      assertThat(producer.history()).isEmpty();
      assertThat(outbox.waiting()).isEqualTo(1);
    }
  }

  /** A step that waits until it is published. */
  private static final class OneStep implements Outbox, Outbox.Lane {

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
    public boolean lead() {
      return true;
    }

    @Override
    public List<Step> next(int most) {
      Step step =
          new Step(
              1,
              "step-1",
              Step.Kind.DELIVERED,
              new DeliveryId("d1"),
              "outage-1",
              null,
              3,
              null,
              4L,
              null,
              7,
              8,
              9L,
              Instant.EPOCH,
              new Step.Last(1, 5, 200, null),
              null,
              null);
      return waiting() == 0 ? List.of() : List.of(step);
    }

    @Override
    public void published(List<Step> steps) {
      published.countDown();
    }

    @Override
    public void close() {
      closed.countDown();
    }
  }
}

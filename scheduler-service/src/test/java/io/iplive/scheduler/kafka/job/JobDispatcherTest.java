package io.iplive.scheduler.kafka.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.iplive.scheduler.kafka.MemoryRegistry;
import io.iplive.scheduler.kafka.Wire;
import io.iplive.scheduler.kafka.stored.StoredAvro;
import io.iplive.scheduler.monitor.Activity;
import io.iplive.scheduler.monitor.Check;
import io.iplive.scheduler.monitor.Definition;
import io.iplive.scheduler.monitor.Owner;
import io.iplive.scheduler.monitor.Target;
import io.iplive.scheduler.monitor.Version;
import io.iplive.scheduler.node.Asking;
import io.iplive.scheduler.node.Node;
import io.iplive.scheduler.schedule.Change;
import io.iplive.scheduler.schedule.Due;
import io.iplive.scheduler.schedule.Fact;
import io.iplive.scheduler.schedule.Given;
import io.iplive.scheduler.schedule.ScheduleEvent.LifecycleChanged;
import io.iplive.scheduler.schedule.ScheduleEvent.RoundOpened;
import io.iplive.schemas.AvroSerde;
import io.iplive.schemas.HttpSchemaRegistry;
import io.iplive.schemas.RegistryServer;
import io.iplive.schemas.scheduler.ProbeJob;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class JobDispatcherTest {

  private static final String MISSING = "probe-jobs.v1.1";

  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final Counter sent = meters.counter("sent");
  private final Counter failed = meters.counter("failed");
  private final OneTopicMissing producer = new OneTopicMissing();
  private final AvroSerde<ProbeJob> serde = new AvroSerde<>(new MemoryRegistry(), ProbeJob.class);
  private final JobDispatcher dispatcher =
      new JobDispatcher(producer, serde, Clock.systemUTC(), 3, sent, failed);

  @AfterEach
  void close() {
    dispatcher.close();
  }

  @Test
  void aJobCarriesAllThatAProbeNeeds() {
    Instant due = Instant.now().minusMillis(100);
    RoundOpened round = round(due, 2);
    dispatcher.dispatch(round);
    await().until(() -> producer.history().size() == 1);
    ProbeJob job = serde.decode("probe-jobs.v1.2", producer.history().getFirst().value());
    Instant millis = Instant.ofEpochMilli(due.toEpochMilli());
    assertThat(producer.history().getFirst().topic()).isEqualTo("probe-jobs.v1.2");
    assertThat(producer.history().getFirst().key()).asString().isEqualTo("7");
    assertThat(job.getCheck()).isEqualTo(Wire.CHECK);
    assertThat(job.getDueAt()).isEqualTo(millis);
    assertThat(job.getStartBy()).isEqualTo(millis.plusSeconds(1));
    assertThat(job.getRoundAt()).isEqualTo(round.roundAt());
    assertThat(job.getTargetId()).isEqualTo(1);
    assertThat(job.getAddress()).isEqualTo("192.0.2.1");
    assertThat(job.getNodeId()).isEqualTo(2);
    assertThat(job.getAccountId()).isEqualTo(3);
    assertThat(job.getTimeoutMillis()).isEqualTo(1_000);
    await().until(() -> sent.count() == 1);
  }

  @Test
  void aJobLeavesAtItsDueAndNotBefore() {
    Instant due = Instant.now().plusMillis(400);
    dispatcher.dispatch(round(due, 2));
    await().pollInterval(Duration.ofMillis(5)).until(() -> producer.history().size() == 1);
    assertThat(Instant.now()).isBetween(due, due.plusMillis(300));
  }

  @Test
  void aCancelledJobNeverLeaves() {
    for (Change change : Change.values()) {
      RoundInFlight round = dispatcher.dispatch(round(Instant.now().plusMillis(200), 2));
      round.after(change(change, 1));
      dispatcher.dispatch(round(Instant.now().plusMillis(300), 2));
      await().until(() -> !producer.history().isEmpty());
      assertThat(producer.history()).as(change.name()).hasSize(1);
      producer.clear();
    }
  }

  @Test
  void aJobStaysWhenAnotherTargetIsRemovedOrMoved() {
    for (Change change : List.of(Change.TARGETS_REMOVED, Change.TARGETS_MOVED)) {
      dispatcher.dispatch(round(Instant.now().plusMillis(100), 2)).after(change(change, 9));
    }
    await().until(() -> producer.history().size() == 2);
  }

  private static LifecycleChanged change(Change change, long target) {
    List<Target> targets = List.of(new Target(target, 10, "192.0.2.1", 1));
    Fact fact = new Fact(change, new Version(1, 2), Instant.EPOCH, Instant.EPOCH, targets, null);
    return new LifecycleChanged(round(Instant.EPOCH, 2).definition(), fact, targets);
  }

  @Test
  void aMissingTopicDelaysNobodyElse() throws InterruptedException {
    dispatcher.dispatch(round(Instant.now(), 1));
    producer.asked.await();
    dispatcher.dispatch(round(Instant.now(), 2));
    await().atMost(Duration.ofMillis(500)).until(() -> producer.history().size() == 1);
    assertThat(failed.count()).isZero();
    await().until(() -> failed.count() == 1);
    assertThat(producer.history()).hasSize(1);
  }

  @Test
  void aSchemaThatTheRegistryRefusesEndsTheJobsOfThatNodeOnly() throws IOException {
    try (RegistryServer registry = new RegistryServer();
        JobDispatcher refused =
            new JobDispatcher(
                producer,
                new AvroSerde<>(new HttpSchemaRegistry(registry.address()), ProbeJob.class),
                Clock.systemUTC(),
                3,
                sent,
                failed)) {
      registry.refuse("probe-jobs.v1.2-value");
      refused.dispatch(round(Instant.now(), 2));
      await().until(() -> failed.count() == 1);
      int calls = registry.calls();
      refused.dispatch(round(Instant.now(), 2));
      await().until(() -> failed.count() == 2);
      assertThat(registry.calls()).isEqualTo(calls);
      assertThat(refused.refusals())
          .singleElement()
          .asString()
          .contains("probe-jobs.v1.2-value", "409", "incompatible");
      refused.dispatch(round(Instant.now(), 3));
      await().until(() -> producer.history().size() == 1);
      assertThat(refused.refusals()).hasSize(1);
    }
  }

  @Test
  void whatANodeCannotTakeIsCountedAndNotKept() {
    Instant later = Instant.now().plusSeconds(60);
    for (int i = 0; i < 5; i++) {
      dispatcher.dispatch(round(later, 2));
    }
    assertThat(failed.count()).isEqualTo(2);
  }

  private static RoundOpened round(Instant due, long node) {
    Definition definition =
        new Definition(
            7,
            new Owner(3, 4L, "acme", 5L),
            Activity.ACTIVE,
            "http",
            0,
            List.of(),
            Given.timing(60, 60),
            2,
            1,
            new Check(StoredAvro.encoded(Wire.CHECK)),
            List.of(new Target(1, 10, "192.0.2.1", 1)));
    return new RoundOpened(
        definition,
        new Version(1, 1),
        Instant.ofEpochSecond(due.getEpochSecond()),
        false,
        List.of(new Due(definition.targets().getFirst(), 0, due)),
        new Asking(List.of(new Node(node, false)), 1),
        Duration.ofSeconds(2),
        due.plusSeconds(3));
  }

  /** Blocks as the real one does when a topic is not there. */
  private static final class OneTopicMissing extends MockProducer<byte[], byte[]> {

    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch never = new CountDownLatch(1);

    OneTopicMissing() {
      super(true, null, new ByteArraySerializer(), new ByteArraySerializer());
    }

    @Override
    public List<PartitionInfo> partitionsFor(String topic) {
      if (topic.equals(MISSING)) {
        asked.countDown();
        try {
          boolean _ = never.await(100, java.util.concurrent.TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
          throw new InterruptException(e);
        }
        throw new TimeoutException("no metadata");
      }
      return List.of();
    }
  }
}

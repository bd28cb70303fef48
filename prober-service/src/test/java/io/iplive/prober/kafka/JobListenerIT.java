package io.iplive.prober.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.iplive.prober.probe.check.HttpCheck;
import io.iplive.prober.probe.check.HttpMessage;
import io.iplive.prober.probe.check.HttpMessage.Header;
import io.iplive.prober.probe.check.Keywords;
import io.iplive.schemas.AvroSerde;
import io.iplive.schemas.HttpSchemaRegistry;
import io.iplive.schemas.Topics;
import io.iplive.schemas.gateway.EncryptedValue;
import io.iplive.schemas.prober.Judgement;
import io.iplive.schemas.prober.NodeHeartbeat;
import io.iplive.schemas.prober.ProbeResult;
import io.iplive.schemas.scheduler.ProbeJob;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.health.contributor.Status;

class JobListenerIT {

  private static final int MANY = 100;
  private static KafkaWorld world;

  @BeforeAll
  static void open() throws IOException, ExecutionException, InterruptedException {
    world = KafkaWorld.shared();
    Awaitility.setDefaultTimeout(Duration.ofSeconds(30));
  }

  @AfterAll
  static void close() {
    Awaitility.reset();
  }

  @Test
  void jobsBecomeResultsInTheMonitorsPartition() throws ExecutionException, InterruptedException {
    world.enrol(1);
    HeldEngine engine = new HeldEngine(_ -> false);
    try (KafkaWorld.Prober prober = world.prober(1, MANY, engine)) {
      ProbeJob job = world.job(1, 42, "target", 80);
      job.getCheck().setCookies(world.secrets().encrypt("a=b"));
      job.getCheck().setMethod("POST");
      job.getCheck().setHeaders(world.secrets().encrypt("X-Token: secret"));
      job.getCheck().setBody(world.secrets().encrypt("c=d"));
      job.getCheck().setKeyword("well");
      world.send(job);

      await().until(() -> world.results(1).size() == 1);
      ProbeResult result = world.results(1).getFirst();
      assertThat(result.getMonitorId()).isEqualTo(42);
      assertThat(result.getTargetId()).isEqualTo(420);
      assertThat(result.getRoundAt()).isEqualTo(job.getRoundAt());
      assertThat(result.getDueAt()).isEqualTo(job.getDueAt());
      assertThat(result.getJudgement()).isEqualTo(Judgement.UP);
      HttpCheck asked = engine.started().getFirst().request().http();
      assertThat(asked.cookies()).isEqualTo("a=b");
      assertThat(asked.message())
          .isEqualTo(new HttpMessage("POST", List.of(new Header("X-Token", "secret")), "c=d"));
      assertThat(asked.keywords()).isEqualTo(new Keywords("well", null));
      assertThat(world.all(Topics.PROBE_RESULTS.name()))
          .filteredOn(taken ->
              taken.key() != null && new String(taken.key(), StandardCharsets.UTF_8).equals("42"))
          .hasSize(1);
      assertThat(
              prober.meters().get("iplive.prober.probes").tag("judgement", "up").counter().count())
          .isEqualTo(1);
      assertThat(prober.meters().get("iplive.prober.lateness").timer().count()).isEqualTo(1);
    }
  }

  @Test
  void aJobPastItsStartIsCountedAndNotRun() throws ExecutionException, InterruptedException {
    world.enrol(2);
    HeldEngine engine = new HeldEngine(_ -> false);
    ProbeJob late = world.job(2, 1, "late", 80);
    late.setDueAt(late.getDueAt().minusSeconds(2));
    late.setStartBy(late.getDueAt().plusSeconds(1));
    world.send(late);
    world.send(world.job(2, 2, "in-time", 80));
    try (KafkaWorld.Prober prober = world.prober(2, MANY, engine)) {
      await().until(() -> world.results(2).size() == 1);

      assertThat(engine.addresses()).containsExactly("in-time");
      assertThat(prober.count("iplive.prober.jobs.expired")).isEqualTo(1);
    }
  }

  @Test
  void aJobStartsAtItsDueTimeAndDoesNotHoldUpTheNext()
      throws ExecutionException, InterruptedException {
    world.enrol(3);
    HeldEngine engine = new HeldEngine(_ -> false);
    try (KafkaWorld.Prober _ = world.prober(3, MANY, engine)) {
      ProbeJob early = world.job(3, 1, "early", 80);
      early.setDueAt(Instant.now().plusMillis(2_500));
      world.send(early);
      world.send(world.job(3, 2, "now", 80));

      await().until(() -> engine.started().size() == 2);
      assertThat(engine.addresses()).containsExactly("now", "early");
      assertThat(engine.started().getLast().at())
          .isBetween(early.getDueAt().minusMillis(1), early.getDueAt().plusMillis(400));
    }
  }

  @Test
  void aNodeWhoseResultsTheRegistryRefusesIsAbsentAndItsJobIsNotDoneWith()
      throws ExecutionException, InterruptedException {
    world.enrol(21);
    HeldEngine engine = new HeldEngine(_ -> false);
    world.registry().refuse("probe-results.v1-value");
    try (KafkaWorld.Prober prober = world.prober(21, MANY, engine)) {
      world.send(world.job(21, 1, "first", 80));
      await().until(() -> prober.health().health().getDetails().containsKey("refused"));
      assertThat(prober.health().health().getStatus()).isEqualTo(Status.DOWN);
      assertThat(prober.health().health().getDetails().get("refused"))
          .asString()
          .contains("probe-results.v1-value", "409", "incompatible");
      await().until(() -> world.heartbeats(21).getLast().getAssignedPartitions().isEmpty());
      assertThat(prober.count("iplive.prober.results.lost")).isZero();
      world.send(world.job(21, 2, "second", 80));
    } finally {
      world.registry().refuse("");
    }
    HeldEngine later = new HeldEngine(_ -> false);
    try (KafkaWorld.Prober _ = world.prober(21, MANY, later)) {
      await().until(() -> world.results(21).size() == 2);
      assertThat(engine.addresses()).containsExactly("first");
      assertThat(later.addresses()).containsExactlyInAnyOrder("first", "second");
    }
  }

  @Test
  void whatNobodyCanRunIsSetAsideWithItsReasonAndTheNextJobRuns()
      throws ExecutionException, InterruptedException {
    world.enrol(4);
    String topic = Topics.probeJobs(4).name();
    AvroSerde<ProbeJob> serde =
        new AvroSerde<>(new HttpSchemaRegistry(world.registry().address()), ProbeJob.class);
    HeldEngine engine = new HeldEngine(_ -> false);
    world.send(topic, 0, "1", new byte[] {1, 2, 3});
    world.send(topic, 0, "2", new byte[] {0, 0, 0, 99, 99, 1});
    world.send(topic, 0, "3", null);
    world.send(topic, world.job(5, 4, "foreign", 80), serde);
    ProbeJob invalid = world.job(4, 5, "invalid", 80);
    invalid.getCheck().setExpectedCodes("perhaps");
    world.send(invalid);
    ProbeJob injecting = world.job(4, 6, "injecting", 80);
    injecting.getCheck().setPath("/\r\nX-Evil: 1");
    world.send(injecting);
    world.send(world.job(4, 7, "good", 80));
    try (KafkaWorld.Prober prober = world.prober(4, MANY, engine)) {
      await().until(() -> world.results(4).size() == 1);

      assertThat(engine.addresses()).containsExactly("good");
      await().until(() -> world.all(Topics.jobDeadLetters().name()).size() == 6);
      assertThat(prober.count("iplive.deadletters")).isEqualTo(6);
      List<ConsumerRecord<byte[], byte[]>> letters = world.all(Topics.jobDeadLetters().name());
      assertThat(letters.getFirst().value()).containsExactly(1, 2, 3);
      assertThat(letters).extracting(letter -> header(letter, "topic")).containsOnly(topic);
      assertThat(letters)
          .extracting(letter -> header(letter, "offset"))
          .containsExactly("0", "1", "2", "3", "4", "5");
      assertThat(letters).extracting(letter -> header(letter, "error")).doesNotContain("");
    }
  }

  @Test
  void aSecretThatCannotBeOpenedIsOurOwnFault() throws ExecutionException, InterruptedException {
    world.enrol(6);
    HeldEngine engine = new HeldEngine(_ -> false);
    try (KafkaWorld.Prober _ = world.prober(6, MANY, engine)) {
      ProbeJob job = world.job(6, 1, "target", 80);
      job.getCheck().setCookies(new EncryptedValue("lost", ByteBuffer.wrap(new byte[40])));
      world.send(job);

      await().until(() -> world.results(6).size() == 1);
      assertThat(world.results(6).getFirst().getJudgement()).isEqualTo(Judgement.NOT_RUN);
      assertThat(world.results(6).getFirst().getFailureCode()).isEqualTo(2092);
      assertThat(engine.started()).isEmpty();
    }
  }

  @Test
  void aRestartRunsEveryJobThatHasNoResultYet() throws ExecutionException, InterruptedException {
    world.enrol(7);
    HeldEngine first = new HeldEngine(request -> request.address().equals("slow"));
    try (KafkaWorld.Prober _ = world.prober(7, MANY, first)) {
      world.send(world.job(7, 1, "before", 80));
      world.send(world.job(7, 2, "slow", 80));
      world.send(world.job(7, 3, "after", 80));
      await().until(() -> world.results(7).size() == 2);
    }

    HeldEngine second = new HeldEngine(_ -> false);
    try (KafkaWorld.Prober _ = world.prober(7, MANY, second)) {
      await().until(() -> world.results(7).size() == 4);
      assertThat(second.addresses()).containsExactly("slow", "after");
    }

    HeldEngine third = new HeldEngine(_ -> false);
    try (KafkaWorld.Prober _ = world.prober(7, MANY, third)) {
      world.send(world.job(7, 4, "last", 80));
      await().until(() -> world.results(7).size() == 5);
      assertThat(third.addresses()).containsExactly("last");
    }
  }

  @Test
  void whoStopsInOrderLeavesItsPartitionsToTheOthersAtOnce()
      throws ExecutionException, InterruptedException {
    world.enrol(12);
    HeldEngine engine = new HeldEngine(_ -> false);
    KafkaWorld.Prober leaving = world.prober(new NodeIdentity(12, "old"), MANY, engine);
    await().until(() -> assigned("old") == 6);
    try (KafkaWorld.Prober _ = world.prober(new NodeIdentity(12, "new"), MANY, engine)) {
      await().until(() -> assigned("new") == 3);
      leaving.close();
      // Its session would last for six seconds.
      await().atMost(Duration.ofSeconds(3)).until(() -> !world.members(12).contains("old"));
      await().until(() -> assigned("new") == 6);
    }
  }

  private static int assigned(String instance) {
    return world.heartbeats(12).stream()
        .filter(heartbeat -> heartbeat.getInstanceId().equals(instance))
        .reduce((_, last) -> last)
        .map(last -> last.getAssignedPartitions().size())
        .orElse(0);
  }

  @Test
  void noMoreJobsAreInFlightThanAllowed() throws ExecutionException, InterruptedException {
    world.enrol(8);
    HeldEngine engine = new HeldEngine(_ -> true);
    for (int job = 0; job < 20; job++) {
      world.send(world.job(8, job, "target-" + job, 80));
    }
    try (KafkaWorld.Prober prober = world.prober(8, 3, engine)) {
      await().until(() -> engine.started().size() == 3);
      await()
          .during(Duration.ofMillis(700))
          .atMost(Duration.ofSeconds(5))
          .until(() -> engine.started().size() == 3);
      assertThat(prober.meters().get("iplive.prober.in.flight").gauge().value()).isEqualTo(3);

      for (int ended = 0; ended < 20; ended++) {
        int next = ended;
        await().until(() -> engine.started().size() > next);
        engine.started().get(next).end();
      }
      await().until(() -> world.results(8).size() == 20);
    }
  }

  @Test
  void anAccountWhoseTargetsHangDelaysNobodyElse() throws ExecutionException, InterruptedException {
    world.enrol(11);
    HeldEngine engine = new HeldEngine(request -> request.address().startsWith("hangs"));
    for (int job = 0; job < 60; job++) {
      world.send(world.job(11, job, "hangs-" + job, 80));
    }
    try (KafkaWorld.Prober _ = world.prober(11, 50, engine)) {
      await().until(() -> engine.started().size() == 40);
      ProbeJob others = world.job(11, 1_000, "answers", 80);
      others.setAccountId(2);
      world.send(others);

      await().until(() -> world.results(11).size() == 1);
      assertThat(engine.started()).hasSize(41);
    }
  }

  @Test
  void resultsOutliveARegistryThatIsAway() throws ExecutionException, InterruptedException {
    world.enrol(9);
    HeldEngine engine = new HeldEngine(_ -> false);
    world.send(world.job(9, 1, "target", 80));
    world.registry().refuseWith(503);
    try (KafkaWorld.Prober _ = world.prober(9, MANY, engine)) {
      await()
          .during(Duration.ofMillis(700))
          .atMost(Duration.ofSeconds(5))
          .until(() -> engine.started().isEmpty());
      world.registry().refuseWith(0);

      await().until(() -> world.results(9).size() == 1);
    } finally {
      world.registry().refuseWith(0);
    }
  }

  @Test
  void heartbeatsTellTheTruthFromAMissingTopicToTheStop()
      throws ExecutionException, InterruptedException {
    HeldEngine engine = new HeldEngine(_ -> false);
    try (KafkaWorld.Prober prober = world.prober(10, MANY, engine)) {
      await().until(() -> !world.heartbeats(10).isEmpty());
      assertThat(world.heartbeats(10).getLast().getJobPartitions()).isZero();
      assertThat(world.heartbeats(10).getLast().getAssignedPartitions()).isEmpty();
      assertThat(prober.health().health().getStatus()).isEqualTo(Status.DOWN);

      world.enrol(10);
      await().until(() -> world.heartbeats(10).getLast().getAssignedPartitions().size() == 6);
      NodeHeartbeat ready = world.heartbeats(10).getLast();
      assertThat(ready.getJobPartitions()).isEqualTo(6);
      assertThat(ready.getInstanceId()).isEqualTo("prober-0");
      assertThat(prober.health().health().getStatus()).isEqualTo(Status.UP);
      world.send(world.job(10, 1, "target", 80));
      await().until(() -> world.results(10).size() == 1);
    }
    assertThat(world.heartbeats(10).getLast().getAssignedPartitions()).isEmpty();
  }

  private static String header(ConsumerRecord<byte[], byte[]> letter, String name) {
    return new String(
        Objects.requireNonNull(letter.headers().lastHeader(name)).value(), StandardCharsets.UTF_8);
  }
}

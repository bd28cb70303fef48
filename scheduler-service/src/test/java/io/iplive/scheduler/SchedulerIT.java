package io.iplive.scheduler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.iplive.scheduler.Installation.Said;
import io.iplive.scheduler.Installation.Sent;
import io.iplive.scheduler.kafka.Wire;
import io.iplive.schemas.Topics;
import io.iplive.schemas.gateway.MonitorEvent;
import io.iplive.schemas.gateway.MonitorState;
import io.iplive.schemas.scheduler.LifecycleKind;
import io.iplive.schemas.scheduler.ProbeJob;
import io.iplive.schemas.scheduler.RoundOpened;
import io.iplive.schemas.scheduler.ScheduleEventKind;
import io.iplive.schemas.scheduler.SkipReason;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.health.contributor.Status;
import org.springframework.context.ConfigurableApplicationContext;

/** The whole service against a real broker and a registry over HTTP. */
class SchedulerIT {

  private static final Duration LONG = Duration.ofMinutes(2);

  /** Interval of all monitors here, seconds. */
  private static final int PERIOD = 5;

  @Test
  void definitionsBecomeRoundsAndJobsAndPoisonAndAMissingTopicDisturbNobody(@TempDir Path dir)
      throws IOException, ExecutionException, InterruptedException {
    try (Installation installation = new Installation();
        ConfigurableApplicationContext context = scheduler(installation, dir, "in-memory")) {
      awaitUp(context);
      installation.define(active(1, 1));
      awaitRounds(installation, 1, 1);
      firstRound(installation);
      poison(installation);
      missingTopic(installation);
    }
  }

  @Test
  void aKilledSchedulerGoesOnWhereTheGridIsAndCountsWhatItMissed(@TempDir Path kept)
      throws IOException, ExecutionException, InterruptedException {
    try (Installation installation = new Installation()) {
      Process killed = process(installation, kept);
      installation.define(active(7, 1));
      awaitRounds(installation, 7, 2);
      killed.destroyForcibly();
      assertThat(killed.waitFor(10, TimeUnit.SECONDS)).isTrue();
      int before = rounds(installation, 7).size();

      try (ConfigurableApplicationContext _ = scheduler(installation, kept, "rocksdb")) {
        awaitRounds(installation, 7, before + 2);
      }
      int between = rounds(installation, 7).size();
      Path wiped = kept.resolve("wiped");
      try (ConfigurableApplicationContext context = scheduler(installation, wiped, "in-memory")) {
        awaitRounds(installation, 7, between + 2);
        awaitUp(context);
      }
      assertOneGridWithoutASecondFirstRound(installation, 7);
    }
  }

  @Test
  void aSchemaThatTheRegistryRefusesStopsTheSchedulerWithAClearError(@TempDir Path dir)
      throws IOException, ExecutionException, InterruptedException {
    try (Installation installation = new Installation()) {
      installation.refuse("schedule.v1-value");
      try (ConfigurableApplicationContext context = scheduler(installation, dir, "in-memory")) {
        SchedulerHealth health = context.getBean(SchedulerHealth.class);
        await()
            .dontCatchUncaughtExceptions()
            .atMost(LONG)
            .until(() -> health.health().getDetails().containsKey("refused"));
        await()
            .atMost(LONG)
            .until(() -> "ERROR".equals(health.health().getDetails().get("streams")));
        int calls = installation.registryCalls();
        assertThat(health.health().getStatus()).isEqualTo(Status.DOWN);
        assertThat(health.health().getDetails().get("refused"))
            .asString()
            .contains("schedule.v1-value", "409", "incompatible");
        await()
            .during(Duration.ofSeconds(3))
            .atMost(LONG)
            .until(() -> installation.registryCalls() == calls);
      }
      assertThat(installation.saidInAll()).isEmpty();
    }
  }

  private static void firstRound(Installation installation) {
    MonitorEvent event = active(7, 1);
    RecordMetadata written = installation.define(event);
    awaitRounds(installation, 7, 1);
    Said opened = rounds(installation, 7).getFirst();
    assertThat(opened.at())
        .isBetween(event.getOccurredAt().plusSeconds(1), event.getOccurredAt().plusMillis(5_500));
    assertThat(opened.partition()).isEqualTo(written.partition());
    assertThat(opened.key()).isEqualTo("7");
    assertThat(installation.said(7).getFirst().event().getLifecycle().getKind())
        .isEqualTo(LifecycleKind.STARTED);
    await().atMost(LONG).until(() -> jobsOf(installation.sent(1), 7) == 1);
    await().atMost(LONG).until(() -> jobsOf(installation.sent(2), 7) == 1);
    ProbeJob job =
        installation.sent(1).stream()
            .map(Sent::job)
            .filter(each -> each.getMonitorId() == 7)
            .findFirst()
            .orElseThrow();
    assertThat(job.getCheck()).isEqualTo(Wire.CHECK);
    assertThat(job.getRoundAt()).isEqualTo(opened.event().getOpened().getRoundAt());
    assertTicksInEveryPartition(installation);
  }

  private static void assertTicksInEveryPartition(Installation installation) {
    Set<Integer> ticking =
        installation.saidInAll().stream()
            .filter(each -> each.event().getKind() == ScheduleEventKind.TICK)
            .filter(each -> each.key().equals("tick"))
            .map(Said::partition)
            .collect(Collectors.toSet());
    assertThat(ticking).hasSize(Installation.PARTITIONS);
  }

  private static void poison(Installation installation) {
    installation.publish(Topics.MONITORS, 9, "not avro".getBytes(StandardCharsets.UTF_8));
    installation.define(active(9, 1));
    awaitRounds(installation, 9, 1);
    await().atMost(LONG).until(() -> installation.letters().size() == 1);
    assertThat(installation.letters().getFirst().value()).asString().isEqualTo("not avro");
  }

  private static void missingTopic(Installation installation)
      throws ExecutionException, InterruptedException {
    LongStream.range(100, 140).forEach(id -> installation.define(active(id, 1)));
    LongStream.range(100, 140).forEach(id -> awaitRounds(installation, id, 1));
    try (Admin admin = installation.admin()) {
      admin.deleteTopics(List.of(Topics.probeJobs(2).name())).all().get();
    }
    Instant deleted = Instant.now();
    LongStream.range(100, 140).forEach(id -> awaitRounds(installation, id, 4));
    Map<RoundName, Instant> opened =
        installation.saidInAll().stream()
            .filter(each -> each.event().getKind() == ScheduleEventKind.ROUND_OPENED)
            .collect(Collectors.toMap(RoundName::of, Said::at, (first, _) -> first));
    // Measured from the round's own event, so that a busy machine is not taken for a slow node.
    List<Duration> delays =
        installation.sent(1).stream()
            .filter(each -> each.job().getDueAt().isAfter(deleted))
            .filter(each -> opened.containsKey(RoundName.of(each)))
            .map(each -> Duration.between(opened.get(RoundName.of(each)), each.at()))
            .toList();
    assertThat(delays)
        .hasSizeGreaterThan(80)
        .allMatch(each -> each.compareTo(Duration.ofSeconds(1)) < 0);
    assertThat(installation.saidInAll())
        .filteredOn(each -> each.event().getKind() == ScheduleEventKind.ROUND_SKIPPED)
        .noneMatch(each -> each.event().getSkipped().getReason() == SkipReason.NO_NODES);
  }

  private record RoundName(long monitorId, Instant roundAt) {

    static RoundName of(Said said) {
      return new RoundName(said.event().getMonitorId(), said.event().getOpened().getRoundAt());
    }

    static RoundName of(Sent sent) {
      return new RoundName(sent.job().getMonitorId(), sent.job().getRoundAt());
    }
  }

  private static void assertOneGridWithoutASecondFirstRound(Installation installation, long id) {
    List<Long> seconds =
        rounds(installation, id).stream()
            .map(each -> each.event().getOpened().getRoundAt().getEpochSecond())
            .distinct()
            .toList();
    long grid = seconds.get(1);
    assertThat(seconds.subList(1, seconds.size())).allMatch(each -> (each - grid) % PERIOD == 0);
    assertThat(seconds).isSorted();
    long skipped =
        installation.said(id).stream()
            .filter(each -> each.event().getKind() == ScheduleEventKind.ROUND_SKIPPED)
            .mapToInt(each -> each.event().getSkipped().getSlots())
            .sum();
    long slots = (seconds.getLast() - grid) / PERIOD + 1;
    assertThat(skipped).isPositive();
    assertThat(seconds.size() - 1 + skipped).isBetween(slots, slots + 2);
  }

  private static MonitorEvent active(long id, long target) {
    return Wire.monitor(id, 1, MonitorState.ACTIVE, Instant.now(), PERIOD, target);
  }

  private static List<Said> rounds(Installation installation, long id) {
    return installation.said(id).stream()
        .filter(each -> each.event().getKind() == ScheduleEventKind.ROUND_OPENED)
        .toList();
  }

  private static void awaitRounds(Installation installation, long id, int count) {
    await()
        .atMost(LONG)
        .until(() ->
            rounds(installation, id).stream()
                    .map(Said::event)
                    .map(event -> event.getOpened())
                    .map(RoundOpened::getRoundAt)
                    .distinct()
                    .count()
                >= count);
  }

  private static long jobsOf(List<Sent> sent, long id) {
    return sent.stream().filter(each -> each.job().getMonitorId() == id).count();
  }

  private static void awaitUp(ConfigurableApplicationContext context) {
    SchedulerHealth health = context.getBean(SchedulerHealth.class);
    await().atMost(LONG).until(() -> health.health().getStatus().equals(Status.UP));
  }

  private static ConfigurableApplicationContext scheduler(
      Installation installation, Path dir, String store) {
    return new SpringApplicationBuilder(SchedulerConfiguration.class)
        .properties("spring.config.name=scheduler-service")
        .run(arguments(installation, dir, store));
  }

  private static Process process(Installation installation, Path dir) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-Xmx256m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-cp",
            System.getProperty("java.class.path"),
            SchedulerMain.class.getName()));
    command.addAll(List.of(arguments(installation, dir, "rocksdb")));
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(dir.resolve("scheduler.log").toFile())
        .start();
  }

  private static String[] arguments(Installation installation, Path dir, String store) {
    return new String[] {
      "--server.port=0",
      "--spring.kafka.bootstrap-servers=" + installation.brokers(),
      "--iplive.registry.url=" + installation.registry(),
      "--iplive.state-dir=" + dir.resolve("state"),
      "--iplive.store=" + store
    };
  }
}

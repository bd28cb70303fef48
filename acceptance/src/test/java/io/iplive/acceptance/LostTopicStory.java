package io.iplive.acceptance;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.iplive.acceptance.run.Installation;
import io.iplive.acceptance.run.Kafka;
import io.iplive.acceptance.run.Panel;
import io.iplive.acceptance.run.Panel.Answer;
import io.iplive.acceptance.run.Standstills;
import io.iplive.acceptance.site.ScriptedTarget;
import io.iplive.schemas.Topics;
import io.iplive.schemas.gateway.Node;
import io.iplive.schemas.gateway.NodeEvent;
import io.iplive.schemas.prober.Judgement;
import io.iplive.schemas.prober.ProbeResult;
import io.iplive.schemas.scheduler.AskedNode;
import io.iplive.schemas.scheduler.RoundOpened;
import io.iplive.schemas.scheduler.RoundTarget;
import io.iplive.schemas.scheduler.ScheduleEvent;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;

/** Two nodes probe; the job topic of the second is deleted under load. */
final class LostTopicStory {

  private static final int GROUPS = 10;
  private static final int RECORDS = 10;
  private static final Duration INTERVAL = Duration.ofSeconds(10);
  private static final Duration LATE = Duration.ofSeconds(1);

  /** Ten probes start in a second: a node that is held up for one has more that are late. */
  private static final int SINGLE = 5;

  private static final Duration BEFORE = INTERVAL;
  private static final Duration AFTER = INTERVAL.multipliedBy(2);

  private final Installation installation;
  private final ScriptedTarget target;
  private final Kafka kafka;
  private final Set<Long> monitors = new HashSet<>();
  private final Standstills standstills = new Standstills();

  LostTopicStory(Installation installation, ScriptedTarget target)
      throws IOException, InterruptedException {
    this.installation = installation;
    this.target = target;
    this.kafka = installation.kafka();
  }

  void play() throws IOException, InterruptedException, ExecutionException {
    try (standstills) {
      probeWhileATopicIsLost();
    }
  }

  private void probeWhileATopicIsLost()
      throws IOException, InterruptedException, ExecutionException {
    long kept = node("127.0.0.1");
    long lost = node("127.0.0.2");
    load();
    await("every monitor has had rounds of both nodes")
        .atMost(Duration.ofSeconds(60))
        .pollInSameThread()
        .untilAsserted(() -> {
          List<ProbeResult> results = results();
          assertThat(monitors)
              .allMatch(monitor -> rounds(results, monitor, kept) >= 3)
              .allMatch(monitor -> rounds(results, monitor, lost) >= 3);
        });

    Instant deleted = Instant.now();
    try (Admin admin = installation.admin()) {
      admin.deleteTopics(List.of(Topics.probeJobs(lost).name())).all().get();
    }
    await("the rounds of a while after it are over")
        .atMost(AFTER.plus(INTERVAL).multipliedBy(2))
        .until(() -> Instant.now().isAfter(deleted.plus(AFTER).plus(INTERVAL)));

    Instant from = deleted.minus(BEFORE);
    Instant to = deleted.plus(AFTER);
    List<RoundOpened> all = opened().toList();
    slotsHaveTheirRounds(all, from, to);
    probesOfTheKeptNodeStartInTime(
        all.stream()
            .filter(round -> round.getRoundAt().isAfter(from) && round.getRoundAt().isBefore(to))
            .toList(),
        kept);
    assertThat(kafka.outages()).as("outages of our own making").isEmpty();
  }

  private long node(String address) {
    return kafka.nodes().stream()
        .map(NodeEvent::getAfter)
        .filter(node -> node.getAddress().equals(address))
        .map(Node::getNodeId)
        .findFirst()
        .orElseThrow();
  }

  /** Half of the monitors of level 0, half of level 1: with two nodes, both ask both. */
  private void load() throws IOException, InterruptedException {
    Panel panel =
        installation.account(
            "lost-topic", Optional.of("http://127.0.0.1:" + target.port() + "/cb.php"));
    for (int group = 1; group <= GROUPS; group++) {
      String network = "127.0.%d.".formatted(100 + group);
      Answer answer =
          panel.operateMonitor(
              group,
              Map.of(
                  "record_ids",
                  list("", ":"),
                  "ips",
                  list(network, ":"),
                  "port",
                  "" + target.port(),
                  "interval",
                  "" + INTERVAL.toSeconds(),
                  "timeout",
                  "1",
                  "level",
                  "" + group % 2));
      assertThat(answer.code()).as(answer.message()).isEqualTo(1000);
      monitors.add(answer.info().path("monitor_id").asLong());
    }
  }

  private static String list(String prefix, String separator) {
    return IntStream.rangeClosed(1, RECORDS)
        .mapToObj(i -> prefix + i)
        .collect(Collectors.joining(separator));
  }

  private List<ProbeResult> results() {
    return kafka.results().stream()
        .filter(result -> monitors.contains(result.getMonitorId()))
        .toList();
  }

  private static long rounds(List<ProbeResult> results, long monitor, long node) {
    return results.stream()
        .filter(result -> result.getMonitorId() == monitor && result.getNodeId() == node)
        .map(ProbeResult::getRoundAt)
        .distinct()
        .count();
  }

  private Stream<RoundOpened> opened() {
    return kafka.schedule().stream()
        .map(ScheduleEvent::getOpened)
        .filter(Objects::nonNull)
        .filter(round -> monitors.contains(round.getMonitorId()));
  }

  /** Each slot of each monitor in that time; the grid is that of its rounds. */
  private void slotsHaveTheirRounds(List<RoundOpened> all, Instant from, Instant to) {
    Map<Long, TreeSet<Instant>> times =
        all.stream()
            .collect(
                groupingBy(
                    RoundOpened::getMonitorId,
                    mapping(RoundOpened::getRoundAt, toCollection(TreeSet::new))));
    assertThat(times).hasSize(GROUPS);
    List<String> missing = new ArrayList<>();
    times.forEach((monitor, rounds) -> {
      Instant slot = requireNonNull(rounds.ceiling(from));
      for (; slot.isBefore(to); slot = slot.plus(INTERVAL)) {
        if (!rounds.contains(slot) && !standstills.excuse(slot, slot.plus(LATE))) {
          missing.add("monitor %d at %s".formatted(monitor, slot));
        }
      }
    });
    assertThat(missing).as("slots without a round; stood still: %s", standstills.seen()).isEmpty();
  }

  private void probesOfTheKeptNodeStartInTime(List<RoundOpened> opened, long kept) {
    record Probe(long target, Instant roundAt) {}
    Map<Probe, ProbeResult> results =
        results().stream()
            .filter(result -> result.getNodeId() == kept)
            .collect(
                Collectors.toMap(
                    result -> new Probe(result.getTargetId(), result.getRoundAt()),
                    result -> result,
                    (first, _) -> first));
    List<String> late = new ArrayList<>();
    int probes = 0;
    int excused = 0;
    for (RoundOpened round : opened) {
      assertThat(round.getAskedNodes()).extracting(AskedNode::getNodeId).contains(kept);
      for (RoundTarget each : round.getTargets()) {
        probes++;
        ProbeResult result = results.get(new Probe(each.getTargetId(), round.getRoundAt()));
        if (result != null && lateness(result).compareTo(LATE) <= 0) {
          assertThat(result.getJudgement()).isEqualTo(Judgement.UP);
        } else if (standstills.excuse(
            round.getRoundAt(),
            result == null ? round.getRoundAt().plus(INTERVAL) : result.getStartedAt())) {
          excused++;
        } else {
          late.add(
              "target %d in the round of %s: %s"
                  .formatted(each.getTargetId(), round.getRoundAt(), result));
        }
      }
    }
    assertThat(late)
        .as("of %d probes; stood still: %s", probes, standstills.seen())
        .hasSizeLessThanOrEqualTo(SINGLE);
    assertThat(excused).as("of %d probes", probes).isLessThan(probes / 2);
  }

  private static Duration lateness(ProbeResult result) {
    return Duration.between(result.getDueAt(), result.getStartedAt());
  }
}

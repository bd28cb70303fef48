package io.iplive.verdict.kafka.replay;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.iplive.schemas.AvroSerde;
import io.iplive.schemas.Brokers;
import io.iplive.schemas.SchemaRegistry;
import io.iplive.schemas.Topics;
import io.iplive.schemas.verdict.CloseReason;
import io.iplive.schemas.verdict.OutageEvent;
import io.iplive.schemas.verdict.OutageEventKind;
import io.iplive.schemas.verdict.RoundEvent;
import io.iplive.verdict.kafka.OutputAvro;
import io.iplive.verdict.kafka.PoisonException;
import io.iplive.verdict.replay.Range;
import io.iplive.verdict.replay.Replayed;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.jspecify.annotations.Nullable;

/** The recorded rounds, through the machine once more, beside the outages that stand. */
public final class Replay {

  private static final int HEADER = 5;

  /** No round is open for longer: an hour at most, and its grace. */
  private static final Duration LONGEST_OPEN = Duration.ofMinutes(62);

  /** So much before the range is read too: a target's state follows from a good round or two. */
  private static final Duration LEAD = Duration.ofDays(1);

  private record Standing(OutageEvent event, ConsumerRecord<byte[], byte[]> record) {}

  private final AvroSerde<RoundEvent> rounds;
  private final AvroSerde<OutageEvent> outages;
  private final Brokers brokers;
  private final Range range;
  private final Instant begun;
  private final Map<Long, Replayed> monitors = new TreeMap<>();
  private final Map<Long, List<Standing>> standing = new HashMap<>();
  private long taken;
  private long unknown;
  private long early;

  /**
   * Of the events that were decided in a range.
   *
   * @param begun the time now
   */
  public Replay(Brokers brokers, SchemaRegistry registry, Range range, Instant begun) {
    this.brokers = brokers;
    this.rounds = new AvroSerde<>(registry, RoundEvent.class);
    this.outages = new AvroSerde<>(registry, OutageEvent.class);
    this.range = range;
    this.begun = begun;
  }

  /**
   * Reads rounds.v1 from a day before the range, so that states are right where it begins, then
   * outages.v1: what was written with the rounds is there by then.
   *
   * @throws SerializationException when a record cannot be read
   */
  public Comparison compare() throws InterruptedException, ExecutionException {
    try (Committed topics = new Committed(brokers)) {
      Instant since = range.from().minus(LEAD);
      Map<TopicPartition, Long> starts = topics.since(Topics.ROUNDS, since);
      Set<Integer> whole = new HashSet<>();
      starts.forEach((partition, start) -> {
        if (start == 0) {
          whole.add(partition.partition());
        }
      });
      Map<TopicPartition, Long> outageStarts = topics.since(Topics.OUTAGES, since);
      Map<TopicPartition, Long> ends = topics.stable(Topics.ROUNDS);
      Map<TopicPartition, Long> outageEnds = topics.written(Topics.OUTAGES);
      topics.each(starts, ends, record -> take(record, whole.contains(record.partition())));
      topics.each(
          outageStarts, outageEnds, record -> stand(record, whole.contains(record.partition())));
    }
    return result();
  }

  private void take(ConsumerRecord<byte[], byte[]> record, boolean whole) {
    RoundEvent event = rounds.decode(record.topic(), value(record));
    try {
      OutputAvro.round(event)
          .ifPresent(input ->
              monitors
                  .computeIfAbsent(event.getMonitorId(), _ -> new Replayed(range, whole))
                  .take(input));
    } catch (PoisonException e) {
      throw new SerializationException("%s: %s".formatted(place(record), e.getMessage()), e);
    }
    taken++;
  }

  private void stand(ConsumerRecord<byte[], byte[]> record, boolean whole) {
    OutageEvent event = outages.decode(record.topic(), value(record));
    Instant at = event.getDecidedRoundAt();
    if (!range.holds(at)) {
      return;
    }
    Replayed monitor =
        monitors.computeIfAbsent(event.getMonitorId(), _ -> new Replayed(range, whole));
    if (!monitor.judges(event.getTargetId(), at)) {
      unknown++;
    } else if (monitor.isBefore(at, byCommand(event))
        && record.timestamp() > begun.minus(LONGEST_OPEN).toEpochMilli()) {
      early++;
    } else {
      standing
          .computeIfAbsent(event.getMonitorId(), _ -> new ArrayList<>())
          .add(new Standing(event, record));
    }
  }

  private static boolean byCommand(OutageEvent event) {
    return event.getKind() == OutageEventKind.CLOSED && event.getReason() != CloseReason.RECOVERED;
  }

  private Comparison result() {
    List<Comparison.Different> differences = new ArrayList<>();
    long events = 0;
    for (Map.Entry<Long, Replayed> monitor : monitors.entrySet()) {
      List<OutageEvent> expected =
          monitor.getValue().events().stream().map(OutputAvro::outage).toList();
      List<Standing> stands = standing.getOrDefault(monitor.getKey(), List.of());
      int same = 0;
      while (same < expected.size()
          && same < stands.size()
          && same(expected.get(same), stands.get(same))) {
        same++;
      }
      events += same;
      if (same < expected.size() || same < stands.size()) {
        differences.add(
            different(
                same < expected.size() ? expected.get(same) : null,
                same < stands.size() ? stands.get(same) : null));
      }
    }
    return differences.isEmpty()
        ? new Comparison.Same(taken, monitors.size(), events, unknown, early)
        : Collections.min(differences, Comparison.Different.FIRST);
  }

  /** One that an older program wrote is compared as this one would have written it. */
  private boolean same(OutageEvent expected, Standing standing) {
    ConsumerRecord<byte[], byte[]> record = standing.record();
    byte[] wanted = outages.encode(Topics.OUTAGES.name(), expected);
    byte[] stands =
        Arrays.equals(wanted, 0, HEADER, record.value(), 0, HEADER)
            ? record.value()
            : outages.encode(Topics.OUTAGES.name(), standing.event());
    return Arrays.equals(wanted, stands)
        && Arrays.equals(Long.toString(expected.getMonitorId()).getBytes(UTF_8), record.key());
  }

  private static Comparison.Different different(
      @Nullable OutageEvent expected, @Nullable Standing stands) {
    OutageEvent first = expected;
    if (stands != null
        && (first == null
            || stands.event().getDecidedRoundAt().isBefore(first.getDecidedRoundAt()))) {
      first = stands.event();
    }
    if (first == null) {
      throw new IllegalStateException("nothing differs from nothing");
    }
    return new Comparison.Different(
        first.getMonitorId(),
        first.getTargetId(),
        first.getDecidedRoundAt(),
        expected == null ? null : expected.toString(),
        stands == null ? null : "%s, %s".formatted(stands.event(), place(stands.record())));
  }

  private static byte[] value(ConsumerRecord<byte[], byte[]> record) {
    byte @Nullable [] value = record.value();
    if (value == null) {
      throw new SerializationException(place(record) + ": no value");
    }
    return value;
  }

  private static String place(ConsumerRecord<byte[], byte[]> record) {
    return "%s-%d at offset %d".formatted(record.topic(), record.partition(), record.offset());
  }
}

package io.iplive.notifier.kafka.outage;

import io.iplive.notifier.directory.Directory;
import io.iplive.notifier.routing.OutageFact;
import io.iplive.notifier.routing.OutageJournal;
import io.iplive.notifier.routing.OutageJournal.Kept;
import io.iplive.notifier.routing.OutageJournal.Position;
import io.iplive.notifier.routing.Routed;
import io.iplive.notifier.routing.Silences;
import io.iplive.schemas.SchemaRegistry;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.listener.BatchListenerFailedException;
import org.springframework.kafka.listener.BatchMessageListener;

/**
 * Records a delivery of each outage event for each contact, before the offset is committed. Events
 * of a monitor that has a dead letter are kept behind it.
 */
public final class OutageListener implements BatchMessageListener<byte[], byte[]> {

  /** What is older is no news: the topic, which is kept for ever, is being read again. */
  private static final Duration NEWS = Duration.ofDays(7);

  private final OutageIntake intake;
  private final OutageJournal journal;
  private final Runnable recorded;
  private final OutageAvro avro;
  private final InstantSource clock;

  public OutageListener(
      Directory directory,
      OutageJournal journal,
      Silences silences,
      Runnable recorded,
      SchemaRegistry registry,
      InstantSource clock) {
    this.intake = new OutageIntake(directory, silences);
    this.journal = journal;
    this.recorded = recorded;
    this.avro = new OutageAvro(registry);
    this.clock = clock;
  }

  @Override
  public void onMessage(List<ConsumerRecord<byte[], byte[]>> records) {
    Set<Long> blocked =
        journal.blocked(
            records.stream()
                .map(OutageListener::monitor)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet()));
    List<OutageFact> facts = new ArrayList<>(records.size());
    List<Integer> places = new ArrayList<>(records.size());
    List<Kept> waiting = new ArrayList<>();
    BatchListenerFailedException failed = null;
    long oldest = clock.instant().minus(NEWS).toEpochMilli();
    for (int i = 0; i < records.size() && failed == null; i++) {
      ConsumerRecord<byte[], byte[]> record = records.get(i);
      if (blocked.contains(monitor(record))) {
        waiting.add(kept(record, false));
        continue;
      }
      if (record.timestamp() < oldest) {
        continue;
      }
      try {
        facts.add(avro.fact(record));
        places.add(i);
      } catch (SerializationException e) {
        failed = new BatchListenerFailedException("Not an outage: " + e.getMessage(), e, i);
      }
    }
    take(facts, places, waiting, failed);
  }

  /** Records what comes before the first failure, then throws that. */
  private void take(
      List<OutageFact> facts,
      List<Integer> places,
      List<Kept> waiting,
      @Nullable BatchListenerFailedException poison) {
    OutageIntake.Taken taken = intake.take(facts);
    BatchListenerFailedException failed = poison;
    if (taken.taken() < facts.size()) {
      OutageFact fact = facts.get(taken.taken());
      int place = places.get(taken.taken());
      UnknownMonitorException unknown = new UnknownMonitorException(fact.monitorId());
      failed = new BatchListenerFailedException("An outage waits", unknown, place);
    }
    List<Routed> routed = taken.routed();
    journal.take(routed, waiting);
    if (!routed.isEmpty()) {
      recorded.run();
    }
    if (failed != null) {
      throw failed;
    }
  }

  /** The monitor by the record's key; null: the key is none. */
  public static @Nullable Long monitor(ConsumerRecord<?, ?> record) {
    if (!(record.key() instanceof byte[] key)) {
      return null;
    }
    try {
      return Long.valueOf(new String(key, StandardCharsets.UTF_8));
    } catch (NumberFormatException _) {
      return null;
    }
  }

  /** A record as it is kept. */
  public static Kept kept(ConsumerRecord<?, ?> record, boolean dead) {
    Long monitor = monitor(record);
    return new Kept(
        new Position(record.partition(), record.offset()),
        monitor == null ? 0 : monitor,
        dead,
        record.value() instanceof byte[] value ? ByteBuffer.wrap(value) : null);
  }
}

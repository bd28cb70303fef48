package io.iplive.notifier.kafka.outage;

import io.iplive.notifier.directory.Directory;
import io.iplive.notifier.routing.DeadOutages;
import io.iplive.notifier.routing.OutageFact;
import io.iplive.notifier.routing.OutageJournal;
import io.iplive.notifier.routing.OutageJournal.Kept;
import io.iplive.notifier.routing.OutageJournal.Position;
import io.iplive.notifier.routing.Silences;
import io.iplive.schemas.SchemaRegistry;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.errors.SerializationException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes kept outage events once what they wait for is dealt with. */
public final class OutageRedrive implements DeadOutages {

  private static final Logger LOG = LoggerFactory.getLogger(OutageRedrive.class);

  private final OutageIntake intake;
  private final OutageJournal journal;
  private final OutageAvro avro;
  private final Runnable recorded;

  public OutageRedrive(
      Directory directory,
      OutageJournal journal,
      Silences silences,
      SchemaRegistry registry,
      Runnable recorded) {
    this.intake = new OutageIntake(directory, silences);
    this.journal = journal;
    this.avro = new OutageAvro(registry);
    this.recorded = recorded;
  }

  @Override
  public List<Kept> all() {
    return journal.deadLetters();
  }

  @Override
  public void redrive(Position at) {
    take(journal.alive(letter(at).monitorId(), at), at, null);
  }

  @Override
  public void skip(Position at) {
    take(journal.alive(letter(at).monitorId(), at), null, at);
  }

  /** Takes what a listener kept just when the last dead letter was dealt with. */
  public void tidy() {
    for (long monitor : journal.forgotten()) {
      take(journal.alive(monitor, null), null, null);
    }
  }

  private Kept letter(Position at) {
    return journal.deadLetters().stream()
        .filter(letter -> letter.at().equals(at))
        .findFirst()
        .orElseThrow(() ->
            new IllegalArgumentException(
                "There is no dead letter of partition %d at %d"
                    .formatted(at.partition(), at.offset())));
  }

  private static byte @Nullable [] bytes(Kept event) {
    return event.value() == null ? null : event.value().array();
  }

  /** Takes events in their order, up to the first that turns out to be a dead letter itself. */
  private void take(List<Kept> events, @Nullable Position redriven, @Nullable Position skipped) {
    List<OutageFact> facts = new ArrayList<>();
    List<Position> done = new ArrayList<>();
    Position dead = null;
    for (Kept event : events) {
      try {
        if (!event.at().equals(skipped)) {
          facts.add(avro.fact(bytes(event)));
        }
        done.add(event.at());
      } catch (SerializationException e) {
        if (event.at().equals(redriven)) {
          throw new IllegalArgumentException("It cannot be decoded: " + e.getMessage(), e);
        }
        LOG.error("The outage event kept of {} is a dead letter", event.at(), e);
        dead = event.at();
        break;
      }
    }
    OutageIntake.Taken taken = intake.take(facts);
    if (taken.taken() < facts.size()) {
      throw new IllegalArgumentException(
          "No monitor %d is known".formatted(facts.get(taken.taken()).monitorId()));
    }
    journal.takeKept(taken.routed(), done, dead);
    recorded.run();
  }
}

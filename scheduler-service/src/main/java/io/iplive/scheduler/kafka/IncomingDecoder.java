package io.iplive.scheduler.kafka;

import io.iplive.scheduler.kafka.Incoming.Defined;
import io.iplive.scheduler.kafka.Incoming.Empty;
import io.iplive.scheduler.kafka.Incoming.Forgotten;
import io.iplive.scheduler.kafka.Incoming.Paced;
import io.iplive.scheduler.kafka.Incoming.Poison;
import io.iplive.scheduler.kafka.node.NodeStores;
import io.iplive.schemas.AvroSerde;
import io.iplive.schemas.Topics;
import io.iplive.schemas.gateway.MonitorEvent;
import io.iplive.schemas.verdict.PaceChanged;
import org.apache.kafka.common.errors.SerializationException;
import org.jspecify.annotations.Nullable;

/** Tells apart what is poison and what only needs the registry to come back. */
final class IncomingDecoder {

  private final AvroSerde<MonitorEvent> definitions;
  private final AvroSerde<PaceChanged> paces;
  private final Patience patience;

  IncomingDecoder(
      AvroSerde<MonitorEvent> definitions, AvroSerde<PaceChanged> paces, Patience patience) {
    this.definitions = definitions;
    this.paces = paces;
    this.patience = patience;
  }

  Incoming decode(String topic, byte @Nullable [] key, byte @Nullable [] value) {
    try {
      long id = NodeStores.id(key);
      return topic.equals(Topics.MONITORS.name()) ? definition(id, value) : pace(id, value);
    } catch (SerializationException | IllegalArgumentException e) {
      return new Poison(e);
    }
  }

  private Incoming definition(long id, byte @Nullable [] value) {
    if (value == null) {
      return new Forgotten(id);
    }
    MonitorEvent event =
        patience.untilAnswered(() -> definitions.decode(Topics.MONITORS.name(), value));
    require(id, event.getMonitorId());
    return new Defined(ScheduleAvro.redefinition(event));
  }

  private Incoming pace(long id, byte @Nullable [] value) {
    if (value == null) {
      return new Empty();
    }
    PaceChanged event = patience.untilAnswered(() -> paces.decode(Topics.PACES.name(), value));
    require(id, event.getMonitorId());
    return new Paced(ScheduleAvro.repacing(event));
  }

  private static void require(long key, long monitorId) {
    if (key != monitorId) {
      throw new SerializationException(
          "monitorId=%d, allowed the key's %d".formatted(monitorId, key));
    }
  }
}

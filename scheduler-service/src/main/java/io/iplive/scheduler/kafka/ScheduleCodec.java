package io.iplive.scheduler.kafka;

import io.iplive.scheduler.kafka.stored.StoredAvro;
import io.iplive.scheduler.schedule.Monitor;
import io.iplive.scheduler.schedule.ScheduleEvent;
import io.iplive.schemas.AvroSerde;
import io.iplive.schemas.Topics;

/** Bytes of what goes out and of what is kept. */
final class ScheduleCodec {

  private final AvroSerde<io.iplive.schemas.scheduler.ScheduleEvent> events;
  private final Patience patience;

  ScheduleCodec(AvroSerde<io.iplive.schemas.scheduler.ScheduleEvent> events, Patience patience) {
    this.events = events;
    this.patience = patience;
  }

  byte[] tick() {
    return framed(ScheduleAvro.tick());
  }

  byte[] encoded(ScheduleEvent event) {
    return framed(ScheduleAvro.encoded(event));
  }

  byte[] encoded(Monitor monitor) {
    return StoredAvro.encoded(monitor);
  }

  Monitor monitor(long id, byte[] stored) {
    return StoredAvro.monitor(id, stored);
  }

  private byte[] framed(io.iplive.schemas.scheduler.ScheduleEvent event) {
    return patience.untilAnswered(() -> events.encode(Topics.SCHEDULE.name(), event));
  }
}

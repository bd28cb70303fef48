package io.iplive.benchmarks.scheduler;

import io.iplive.benchmarks.topic.TopicReader;
import io.iplive.benchmarks.topic.Wire;
import io.iplive.schemas.AvroSerde;
import io.iplive.schemas.scheduler.ProbeJob;

/** Reads the jobs of all nodes from now on. */
final class JobReader implements AutoCloseable {

  private final TopicReader reader;

  JobReader(String broker, Wire wire, Dues dues) {
    AvroSerde<ProbeJob> serde = wire.serde(ProbeJob.class);
    this.reader =
        TopicReader.fromNow(
            broker,
            Nodes.topics(),
            record -> {
              ProbeJob job = serde.decode(record.topic(), record.value());
              dues.saw(job.getMonitorId(), job.getDueAt().toEpochMilli(), record.timestamp());
            });
  }

  void requireReading() throws InterruptedException {
    reader.requireReading();
  }

  @Override
  public void close() {
    reader.close();
  }
}

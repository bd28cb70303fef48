package io.iplive.benchmarks.chain;

import io.iplive.benchmarks.topic.TopicReader;
import io.iplive.schemas.AvroSerde;
import io.iplive.schemas.HttpSchemaRegistry;
import io.iplive.schemas.Topics;
import io.iplive.schemas.prober.Judgement;
import io.iplive.schemas.prober.ProbeResult;
import java.util.List;

/** Reads {@code probe-results.v1} from now on. */
final class ResultReader implements AutoCloseable {

  private final TopicReader reader;

  ResultReader(String broker, String registry, Observations observations) {
    AvroSerde<ProbeResult> serde =
        new AvroSerde<>(new HttpSchemaRegistry(registry), ProbeResult.class);
    this.reader =
        TopicReader.fromNow(
            broker,
            List.of(Topics.PROBE_RESULTS),
            record -> {
              if (record.value() != null) { // A tick has none.
                observations.saw(probe(serde.decode(record.topic(), record.value())));
              }
            });
  }

  private static Probe probe(ProbeResult result) {
    return new Probe(
        result.getMonitorId(),
        result.getTargetId(),
        result.getRoundAt().toEpochMilli(),
        result.getDueAt().toEpochMilli(),
        result.getStartedAt().toEpochMilli(),
        result.getFinishedAt().toEpochMilli(),
        result.getJudgement() == Judgement.UP);
  }

  /** Complains when reading has ended. */
  void requireReading() throws InterruptedException {
    reader.requireReading();
  }

  @Override
  public void close() {
    reader.close();
  }
}

package io.iplive.gateway.kafka.node;

import io.iplive.gateway.deal.Observation;
import io.iplive.gateway.deal.Results;
import io.iplive.gateway.job.BrokerUnavailableException;
import io.iplive.schemas.AvroSerde;
import io.iplive.schemas.SchemaRegistry;
import io.iplive.schemas.Topics;
import io.iplive.schemas.prober.ProbeResult;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;

/** Results into probe-results.v1, each confirmed before the node hears that it is taken. */
public final class KafkaResults implements Results {

  private static final String TOPIC = Topics.PROBE_RESULTS.name();

  private final Producer<byte[], byte[]> producer;
  private final AvroSerde<ProbeResult> results;

  /** Through that producer. */
  public KafkaResults(Producer<byte[], byte[]> producer, SchemaRegistry registry) {
    this.producer = producer;
    this.results = new AvroSerde<>(registry, ProbeResult.class);
  }

  @Override
  public void publish(List<Observation> observations) {
    try {
      List<Future<RecordMetadata>> sent = new ArrayList<>(observations.size());
      for (Observation observation : observations) {
        sent.add(producer.send(record(observation)));
      }
      for (Future<RecordMetadata> each : sent) {
        each.get();
      }
    } catch (ExecutionException | KafkaException e) {
      throw new BrokerUnavailableException("Results could not be published", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BrokerUnavailableException("Results could not be published", e);
    }
  }

  private ProducerRecord<byte[], byte[]> record(Observation seen) {
    byte[] key = Long.toString(seen.monitorId()).getBytes(StandardCharsets.UTF_8);
    return new ProducerRecord<>(TOPIC, key, results.encode(TOPIC, ResultAvro.result(seen)));
  }
}

package io.iplive.scheduler.kafka.job;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.iplive.schemas.Ticks;
import io.iplive.schemas.Topics;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ticks by the producer of jobs and on a thread of its own: rounds are opened whether or not
 * probe-results.v1 can be written.
 */
public final class AnswerTicker implements AnswerTicks, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(AnswerTicker.class);
  private static final byte[] TICK = Ticks.KEY.getBytes(UTF_8);
  private static final int WAITING = 256;

  private final Producer<byte[], byte[]> producer;
  private final ThreadPoolExecutor thread =
      new ThreadPoolExecutor(
          1,
          1,
          0,
          TimeUnit.SECONDS,
          new ArrayBlockingQueue<>(WAITING),
          Thread.ofPlatform().name("answer-ticks").daemon().factory(),
          new ThreadPoolExecutor.DiscardPolicy());

  /**
   * A ticker.
   *
   * @param producer with a short {@code max.block.ms} and {@code delivery.timeout.ms}
   */
  public AnswerTicker(Producer<byte[], byte[]> producer) {
    this.producer = producer;
  }

  @Override
  public void tick(int partition) {
    thread.execute(() -> send(partition));
  }

  @SuppressWarnings("NullAway") // Kafka's records are not annotated: a tick has no value.
  private void send(int partition) {
    try {
      var _ =
          producer.send(
              new ProducerRecord<>(Topics.PROBE_RESULTS.name(), partition, TICK, null),
              (_, failure) -> {
                if (failure != null) {
                  LOG.debug("A tick of answers was lost", failure);
                }
              });
    } catch (KafkaException e) {
      LOG.debug("A tick of answers was lost", e);
    }
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}

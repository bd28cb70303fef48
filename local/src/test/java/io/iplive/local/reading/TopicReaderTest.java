package io.iplive.local.reading;

import static org.assertj.core.api.Assertions.assertThat;

import io.iplive.schemas.HttpSchemaRegistry;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class TopicReaderTest {

  private static final TopicPartition PARTITION = new TopicPartition("outages.v1", 0);

  @Test
  @Timeout(value = 10, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void followsNoLongerThanSomebodyReads() {
    MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest");
    consumer.updatePartitions(
        "outages.v1", List.of(new PartitionInfo("outages.v1", 0, null, null, null)));
    consumer.updateBeginningOffsets(Map.of(PARTITION, 0L));
    consumer.updateEndOffsets(Map.of(PARTITION, 1L));
    consumer.schedulePollTask(() ->
        consumer.addRecord(
            new ConsumerRecord<>("outages.v1", 0, 0, "7".getBytes(StandardCharsets.UTF_8), null)));
    RecordLines lines = new RecordLines(new HttpSchemaRegistry("http://127.0.0.1:1"));

    new TopicReader(consumer, lines, closedPipe())
        .print(new TopicReader.Request("outages.v1", Optional.empty(), Optional.empty(), true));

    assertThat(consumer.position(PARTITION)).isEqualTo(1);
  }

  private static PrintStream closedPipe() {
    return new PrintStream(
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            throw new IOException("Broken pipe");
          }
        },
        false,
        StandardCharsets.UTF_8);
  }
}

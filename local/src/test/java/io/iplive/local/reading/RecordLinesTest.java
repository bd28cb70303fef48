package io.iplive.local.reading;

import static org.assertj.core.api.Assertions.assertThat;

import io.iplive.schemas.AvroSerde;
import io.iplive.schemas.SchemaRegistry;
import io.iplive.schemas.Topics;
import io.iplive.schemas.gateway.Node;
import io.iplive.schemas.gateway.NodeEvent;
import io.iplive.schemas.gateway.NodeEventKind;
import io.iplive.schemas.gateway.NodeState;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RecordLinesTest {

  /** Knows one schema under the id 7. */
  private static final class OneSchema implements SchemaRegistry {

    @Override
    public int register(String subject, Schema schema) {
      return 7;
    }

    @Override
    public Schema schema(int id) {
      return NodeEvent.getClassSchema();
    }
  }

  private final SchemaRegistry registry = new OneSchema();
  private final RecordLines lines = new RecordLines(registry);

  @Test
  void anEventIsALineWithItsPlaceTimeKeyAndFields() {
    byte[] value =
        new AvroSerde<>(registry, NodeEvent.class).encode(Topics.NODES.name(), enrolled());
    assertThat(lines.of(record(value)))
        .startsWith(
            "{\"partition\":3,\"offset\":9,\"time\":\"2026-01-31T12:00:00.250Z\",\"key\":\"5\",\"value\":{\"eventId\":\"e\"")
        .contains("\"kind\":\"ENROLLED\"", "\"address\":\"192.0.2.7\"");
  }

  @Test
  void aTombstoneHasANullValue() {
    assertThat(lines.of(record(null))).endsWith("\"key\":\"5\",\"value\":null}");
  }

  @Test
  void whatIsNoAvroIsShownAsItIsWithItsHeaders() {
    ConsumerRecord<byte[], byte[]> poison = record("hm".getBytes(StandardCharsets.UTF_8));
    poison.headers().add("error", "no frame".getBytes(StandardCharsets.UTF_8));
    assertThat(lines.of(poison)).endsWith("\"raw\":\"aG0=\",\"headers\":{\"error\":\"no frame\"}}");
  }

  private static NodeEvent enrolled() {
    return NodeEvent.newBuilder()
        .setEventId("e")
        .setKind(NodeEventKind.ENROLLED)
        .setNodeId(5)
        .setEpoch(1)
        .setVersion(1)
        .setOccurredAt(Instant.EPOCH)
        .setChanged(List.of())
        .setAfter(
            Node.newBuilder()
                .setNodeId(5)
                .setAddress("192.0.2.7")
                .setState(NodeState.ACTIVE)
                .setJobPartitions(6)
                .build())
        .build();
  }

  private static ConsumerRecord<byte[], byte[]> record(byte @Nullable [] value) {
    return new ConsumerRecord<>(
        "nodes.v1",
        3,
        9,
        Instant.parse("2026-01-31T12:00:00.250Z").toEpochMilli(),
        TimestampType.LOG_APPEND_TIME,
        1,
        -1,
        "5".getBytes(StandardCharsets.UTF_8),
        value,
        new RecordHeaders(),
        Optional.empty());
  }
}

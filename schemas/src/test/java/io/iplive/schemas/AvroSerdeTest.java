package io.iplive.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.iplive.schemas.prober.NodeHeartbeat;
import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.apache.kafka.common.errors.SerializationException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AvroSerdeTest {

  private static final String TOPIC = Topics.NODE_HEARTBEATS.name();
  private static final NodeHeartbeat HEARTBEAT =
      new NodeHeartbeat(
          3L, "a", Instant.ofEpochMilli(1_700_000_000_123L), 6, List.of(0, 5), false, 17);

  private RegistryServer server;
  private AvroSerde<NodeHeartbeat> serde;

  @BeforeEach
  void start() throws IOException {
    server = new RegistryServer();
    serde = new AvroSerde<>(new HttpSchemaRegistry(server.address()), NodeHeartbeat.class);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void writesConfluentFramingAndReadsItBack() {
    byte[] bytes = serde.encode(TOPIC, HEARTBEAT);
    assertThat(Arrays.copyOf(bytes, 5)).containsExactly(0, 0, 0, 0, 1);
    assertThat(serde.decode(TOPIC, bytes)).isEqualTo(HEARTBEAT);
  }

  @Test
  void asksTheRegistryOnceForATopicAndOnceForAnId() {
    byte[] bytes = serde.encode(TOPIC, HEARTBEAT);
    serde.decode(TOPIC, bytes);
    int calls = server.calls();
    serde.decode(TOPIC, serde.encode(TOPIC, HEARTBEAT));
    assertThat(server.calls()).isEqualTo(calls);
  }

  @Test
  void setsFullTransitiveCompatibilityOnTheSubject() {
    serde.encode(TOPIC, HEARTBEAT);
    assertThat(server.compatibility()).containsEntry(TOPIC + "-value", "FULL_TRANSITIVE");
  }

  @Test
  void aRefusedSchemaIsAClearErrorAndNotRetried() {
    server.refuseWith(409);
    assertThatThrownBy(() -> serde.encode(TOPIC, HEARTBEAT))
        .isInstanceOf(SchemaRefusedException.class)
        .hasMessageContaining(TOPIC + "-value")
        .hasMessageContaining("409")
        .hasMessageContaining("refused");
    assertThat(server.calls()).isEqualTo(1);
  }

  @Test
  void aSickRegistryIsRetriableAndLaterCallsWork() {
    server.refuseWith(503);
    assertThatThrownBy(() -> serde.encode(TOPIC, HEARTBEAT))
        .isInstanceOf(RegistryUnavailableException.class);
    server.refuseWith(0);
    assertThat(serde.encode(TOPIC, HEARTBEAT)).isNotEmpty();
  }

  @Test
  void anUnreachableRegistryIsRetriable() {
    byte[] bytes = serde.encode(TOPIC, HEARTBEAT);
    AvroSerde<NodeHeartbeat> fresh =
        new AvroSerde<>(new HttpSchemaRegistry("http://127.0.0.1:1"), NodeHeartbeat.class);
    assertThatThrownBy(() -> fresh.decode(TOPIC, bytes))
        .isInstanceOf(RegistryUnavailableException.class);
  }

  @Test
  void anUnknownIdIsPoison() {
    byte[] bytes = serde.encode(TOPIC, HEARTBEAT);
    bytes[4] = 99;
    assertThatThrownBy(() -> serde.decode(TOPIC, bytes)).isInstanceOf(UnknownSchemaException.class);
  }

  @Test
  void bytesThatAreNoFramedRecordArePoison() {
    byte[] good = serde.encode(TOPIC, HEARTBEAT);
    byte[] wrongMagic = good.clone();
    wrongMagic[0] = 1;
    for (byte[] poison :
        List.of(
            new byte[0],
            new byte[] {0, 0, 0},
            wrongMagic,
            Arrays.copyOf(good, good.length - 1),
            Arrays.copyOf(good, good.length + 1))) {
      assertThatThrownBy(() -> serde.decode(TOPIC, poison))
          .isInstanceOf(SerializationException.class);
    }
  }

  @Test
  void aLoginInTheAddressIsShownToTheRegistry() {
    SchemaRegistry open = new HttpSchemaRegistry(server.address());
    open.register("open", Topics.PACES.value());
    assertThat(server.login()).isEmpty();

    String address = server.address().replace("//", "//reader:p%40ss@");
    new HttpSchemaRegistry(address).register("closed", Topics.PACES.value());
    assertThat(server.login()).isEqualTo("Basic cmVhZGVyOnBAc3M="); // reader:p@ss
  }

  @Test
  void nullIsATombstoneBothWays() {
    assertThat(serde.serializer().serialize(TOPIC, null)).isNull();
    assertThat(serde.deserializer().deserialize(TOPIC, (byte[]) null)).isNull();
  }
}

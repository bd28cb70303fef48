package io.iplive.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SchemaCompatibilityTest {

  static Stream<Topic> topics() {
    return ReleasedSchemas.topics().stream();
  }

  @ParameterizedTest
  @MethodSource("topics")
  void theSchemaInUseIsTheNewestReleased(Topic topic) {
    List<ReleasedSchemas.Version> released = ReleasedSchemas.of(topic);
    assertThat(released).isNotEmpty();
    assertThat(topic.value())
        .as("changed schemas are released by ReleasedSchemas.main")
        .isEqualTo(released.getLast().schema());
  }

  @ParameterizedTest
  @MethodSource("topics")
  void everyReleaseReadsEveryOther(Topic topic) {
    for (ReleasedSchemas.Version reader : ReleasedSchemas.of(topic)) {
      for (ReleasedSchemas.Version writer : ReleasedSchemas.of(topic)) {
        assertThat(
                SchemaCompatibility.checkReaderWriterCompatibility(reader.schema(), writer.schema())
                    .getType())
            .as("%s: %d reads %d", reader.name(), reader.number(), writer.number())
            .isEqualTo(SchemaCompatibilityType.COMPATIBLE);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("topics")
  void releasedSamplesKeepTheirBytes(Topic topic) {
    for (ReleasedSchemas.Version version : ReleasedSchemas.of(topic)) {
      assertThat(HexFormat.of().formatHex(ReleasedSchemas.encoded(Sample.of(version.schema()))))
          .isEqualTo(version.golden());
    }
  }

  @ParameterizedTest
  @MethodSource("topics")
  void theSerdeReadsEveryReleasedSampleAndWritesTheNewestBackByteForByte(Topic topic) {
    for (ReleasedSchemas.Version version : ReleasedSchemas.of(topic)) {
      FixedRegistry registry = new FixedRegistry(version.schema());
      byte[] framed =
          HexFormat.of().parseHex("00%08x".formatted(FixedRegistry.ID) + version.golden());
      SpecificRecord read = serde(registry, topic.value()).decode(topic.name(), framed);
      byte[] written = reencoded(registry, topic, read);
      if (version.schema().equals(topic.value())) {
        assertThat(written).isEqualTo(framed);
      }
    }
  }

  private static byte[] reencoded(SchemaRegistry registry, Topic topic, SpecificRecord value) {
    return serde(registry, topic.value()).encode(topic.name(), value);
  }

  private static AvroSerde<SpecificRecord> serde(SchemaRegistry registry, Schema schema) {
    try {
      Class<?> type = Class.forName(schema.getFullName());
      return new AvroSerde<>(registry, type.asSubclass(SpecificRecord.class));
    } catch (ClassNotFoundException e) {
      throw new AssertionError(e);
    }
  }

  /** Every id is one schema. */
  private record FixedRegistry(Schema released) implements SchemaRegistry {

    static final int ID = 7;

    @Override
    public int register(String subject, Schema schema) {
      return ID;
    }

    @Override
    public Schema schema(int id) {
      return released;
    }
  }
}

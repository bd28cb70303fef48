package io.iplive.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.iplive.schemas.gateway.Check;
import io.iplive.schemas.prober.NodeHeartbeat;
import io.iplive.schemas.scheduler.ProbeJob;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.message.BinaryMessageEncoder;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RecordWriterTest {

  private static final int VARIATIONS = 50;
  private static final byte[] NO_HEADER = {};

  @BeforeAll
  static void trust() {
    AvroSerde.trustOwnClasses();
  }

  static Stream<Schema> published() {
    return Stream.concat(
        Topics.standing().stream().filter(Topic::registered).map(Topic::value),
        Stream.of(ProbeJob.getClassSchema(), Check.getClassSchema()));
  }

  @ParameterizedTest
  @MethodSource("published")
  void writesWhatAvrosOwnWriterWrites(Schema schema) throws IOException {
    RecordWriter<SpecificRecord> writer = new RecordWriter<>(schema);
    for (int seed = 0; seed < VARIATIONS; seed++) {
      byte[] bytes = bytes(schema, record(schema, new Random(seed)));
      assertThat(writer.write(NO_HEADER, generated(schema, bytes)))
          .as("seed %d", seed)
          .isEqualTo(bytes);
    }
  }

  @Test
  void theHeaderOfASingleObjectIsAvros() throws IOException {
    NodeHeartbeat beat = new NodeHeartbeat(3L, "a", Instant.EPOCH, 6, List.of(0), false, 17);
    Schema schema = NodeHeartbeat.getClassSchema();
    ByteArrayOutputStream expected = new ByteArrayOutputStream();
    new BinaryMessageEncoder<NodeHeartbeat>(SpecificData.getForClass(NodeHeartbeat.class), schema)
        .encode(beat, expected);
    assertThat(
            new RecordWriter<NodeHeartbeat>(schema)
                .write(RecordWriter.singleObjectHeader(schema), beat))
        .isEqualTo(expected.toByteArray());
  }

  @Test
  void saysWhichFieldLacksItsValue() {
    NodeHeartbeat beat = new NodeHeartbeat();
    assertThatThrownBy(() ->
            new RecordWriter<NodeHeartbeat>(NodeHeartbeat.getClassSchema()).write(NO_HEADER, beat))
        .isInstanceOf(AvroRuntimeException.class)
        .hasMessage("NodeHeartbeat.instanceId is null");
  }

  private static GenericData.Record record(Schema schema, Random random) {
    GenericData.Record record = new GenericData.Record(schema);
    schema.getFields().forEach(field -> record.put(field.pos(), value(field.schema(), random)));
    return record;
  }

  private static @Nullable Object value(Schema schema, Random random) {
    return switch (schema.getType()) {
      case RECORD -> record(schema, random);
      case UNION -> {
        Schema type = schema.getTypes().get(random.nextInt(schema.getTypes().size()));
        yield type.getType() == Schema.Type.NULL ? null : value(type, random);
      }
      case ENUM -> {
        List<String> symbols = schema.getEnumSymbols();
        yield new GenericData.EnumSymbol(schema, symbols.get(random.nextInt(symbols.size())));
      }
      case ARRAY ->
          IntStream.range(0, random.nextInt(4))
              .mapToObj(_ -> Objects.requireNonNull(value(schema.getElementType(), random)))
              .toList();
      case STRING -> "\u2713".repeat(random.nextInt(200)) + random.nextInt();
      case BYTES ->
          ByteBuffer.wrap(Long.toString(random.nextLong()).getBytes(StandardCharsets.UTF_8));
      case INT -> random.nextInt() >> random.nextInt(32);
      case LONG -> random.nextLong() >> (16 + random.nextInt(48));
      case BOOLEAN -> random.nextBoolean();
      case MAP, FIXED, FLOAT, DOUBLE, NULL ->
          throw new AssertionError("No event uses " + schema.getType());
    };
  }

  private static byte[] bytes(Schema schema, GenericData.Record record) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    BinaryEncoder out = EncoderFactory.get().directBinaryEncoder(bytes, null);
    new GenericDatumWriter<GenericData.Record>(schema).write(record, out);
    return bytes.toByteArray();
  }

  private static SpecificRecord generated(Schema schema, byte[] bytes) throws IOException {
    SpecificData model = SpecificData.getForSchema(schema);
    return new SpecificDatumReader<SpecificRecord>(schema, schema, model)
        .read(null, DecoderFactory.get().binaryDecoder(bytes, null));
  }
}

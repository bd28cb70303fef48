package io.iplive.verdict.kafka.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.iplive.verdict.kafka.row.AnswersRow;
import io.iplive.verdict.kafka.row.ClockRow;
import io.iplive.verdict.kafka.row.EarlyRow;
import io.iplive.verdict.kafka.row.MonitorRow;
import io.iplive.verdict.kafka.row.OpenRoundRow;
import io.iplive.verdict.kafka.row.TargetRow;
import io.iplive.verdict.kafka.row.UsageRow;
import io.iplive.verdict.outage.Flaps;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.GenericRecordBuilder;
import org.apache.avro.message.BinaryMessageEncoder;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RowCodecTest {

  /** Written by the first release. */
  private static final String FIRST_CLOCK = "c301d362e1a2072afc9f80a0d5edee66";

  static Stream<Schema> rows() {
    return Stream.of(
        MonitorRow.getClassSchema(),
        OpenRoundRow.getClassSchema(),
        TargetRow.getClassSchema(),
        EarlyRow.getClassSchema(),
        AnswersRow.getClassSchema(),
        ClockRow.getClassSchema(),
        UsageRow.getClassSchema());
  }

  @ParameterizedTest
  @MethodSource("rows")
  void theNewestReleasedSchemaIsTheOneInUse(Schema schema) throws IOException {
    Schema newest = null;
    for (int number = 1; ; number++) {
      Schema released = released(schema.getName(), number);
      if (released == null) {
        break;
      }
      assertThat(SchemaCompatibility.checkReaderWriterCompatibility(schema, released).getType())
          .as("%s.%d", schema.getName(), number)
          .isEqualTo(SchemaCompatibilityType.COMPATIBLE);
      newest = released;
    }
    assertThat(schema)
        .as("a changed row is released: add it under the next number\n%s", schema)
        .isEqualTo(newest);
  }

  @Test
  void aRowOfTheFirstReleaseIsRead() {
    ClockRow row = new RowCodec<>(ClockRow.class).decode(HexFormat.of().parseHex(FIRST_CLOCK));
    assertThat(row.getNow()).isEqualTo(1_767_225_600_000L);
  }

  @Test
  void aClockThatAlsoHeldHowFarAnswersWereReadIsRead() {
    Schema second =
        SchemaBuilder.record("ClockRow")
            .namespace("io.iplive.verdict.kafka.row")
            .fields()
            .requiredLong("now")
            .optionalLong("answered")
            .endRecord();
    GenericRecord row = new GenericRecordBuilder(second).set("now", 5L).set("answered", 4L).build();
    assertThat(new RowCodec<>(ClockRow.class).decode(encoded(second, row)).getNow()).isEqualTo(5);
  }

  private static byte[] encoded(Schema schema, GenericRecord row) {
    try {
      return new BinaryMessageEncoder<GenericRecord>(GenericData.get(), schema).encode(row).array();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void aTargetStoredBeforeItsTimeWasCountedIsRead() throws IOException {
    Schema first = Objects.requireNonNull(released("TargetRow", 1));
    GenericRecord row = new GenericRecordBuilder(first).set("ballots", List.of()).build();
    byte[] bytes =
        new BinaryMessageEncoder<GenericRecord>(GenericData.get(), first).encode(row).array();
    assertThat(new RowCodec<>(TargetRow.class).decode(bytes))
        .isEqualTo(new TargetRow(null, null, List.of()));
  }

  @Test
  void aTargetStoredBeforeFlappingWasKnownIsReadAsSteady() throws IOException {
    Schema second = Objects.requireNonNull(released("TargetRow", 2));
    Schema held = second.getField("held").schema().getTypes().getLast();
    Schema state = held.getField("state").schema();
    GenericRecord row =
        new GenericRecordBuilder(second)
            .set(
                "held",
                new GenericRecordBuilder(held)
                    .set("record", 5L)
                    .set("addressVersion", 1L)
                    .set("conclusiveAt", 7L)
                    .set("state", new GenericData.EnumSymbol(state, "UP"))
                    .set("since", 0L)
                    .set("count", 0)
                    .set("outage", 0L)
                    .set("good", List.of())
                    .build())
            .set("ballots", List.of())
            .build();
    byte[] bytes =
        new BinaryMessageEncoder<GenericRecord>(GenericData.get(), second).encode(row).array();
    TargetRow read = new RowCodec<>(TargetRow.class).decode(bytes);
    assertThat(StateAvro.target(9, read.getHeld()).flaps()).isEqualTo(Flaps.NONE);
  }

  @Test
  void aRowOnlyNamesTheSchemaThatWroteIt() {
    TargetRow row = new TargetRow(null, null, List.of());
    byte[] bytes = new RowCodec<>(TargetRow.class).encode(row);
    assertThat(bytes).hasSize(13);
    assertThat(new RowCodec<>(TargetRow.class).decode(bytes)).isEqualTo(row);
  }

  private static @Nullable Schema released(String name, int number) throws IOException {
    String resource = "/verdict-state/%s.%d.avsc".formatted(name, number);
    try (InputStream stream = RowCodecTest.class.getResourceAsStream(resource)) {
      return stream == null ? null : new Schema.Parser().parse(stream);
    }
  }
}

package io.iplive.local.letters;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.iplive.local.letters.Letters.Listed;
import io.iplive.local.reading.RecordLines;
import io.iplive.schemas.AvroSerde;
import io.iplive.schemas.DeadLetter;
import io.iplive.schemas.SchemaRegistry;
import io.iplive.schemas.gateway.EncryptedValue;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

class LetterTextTest {

  private static final class OneSchema implements SchemaRegistry {

    @Override
    public int register(String subject, Schema schema) {
      return 7;
    }

    @Override
    public Schema schema(int id) {
      return EncryptedValue.getClassSchema();
    }
  }

  private final SchemaRegistry registry = new OneSchema();

  @Test
  void aWholeLetterHasItsHeadersAndItsValueWithoutCiphertext() {
    EncryptedValue secret = new EncryptedValue("k1", ByteBuffer.wrap("hidden".getBytes(UTF_8)));
    byte[] value = new AvroSerde<>(registry, EncryptedValue.class).encode("any", secret);
    assertThat(LetterText.whole(listed(value), new RecordLines(registry)))
        .contains("\"error\" : \"no frame\"", "\"keyId\" : \"k1\"", "\"ciphertext\" : \"…\"")
        .doesNotContain("hidden");
  }

  @Test
  void whatCannotBeDecodedIsShownAsItIs() {
    assertThat(LetterText.whole(listed(new byte[] {1, 2, 3}), new RecordLines(registry)))
        .contains("\"raw\" : \"AQID\"");
  }

  @Test
  void aListHasNoBytesOfValues() {
    assertThat(LetterText.json(List.of(listed(new byte[] {1, 2, 3}))))
        .contains(
            "\"origin\":{\"topic\":\"rounds.v1\",\"partition\":3,\"offset\":17}",
            "\"size\":3",
            "\"state\":\"waits\"")
        .doesNotContain("AQID");
  }

  private static Listed listed(byte[] value) {
    return new Listed(
        new Letter(
            new ConsumerRecord<>(
                "rounds.v1.notifier.dlt",
                0,
                9,
                Instant.parse("2026-01-31T12:00:00Z").toEpochMilli(),
                TimestampType.LOG_APPEND_TIME,
                1,
                value.length,
                "5".getBytes(UTF_8),
                value,
                new DeadLetter("rounds.v1", 3, 17, "no frame").headers(new RecordHeaders()),
                Optional.empty())),
        Optional.empty());
  }
}

package io.iplive.local.letters;

import io.iplive.schemas.DeadLetter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.zip.CRC32C;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** A record of a dead-letter topic. */
public record Letter(ConsumerRecord<byte[], byte[]> record) {

  public Place at() {
    return new Place(record.topic(), record.partition(), record.offset());
  }

  public Instant time() {
    return Instant.ofEpochMilli(record.timestamp());
  }

  public @Nullable String key() {
    return record.key() == null ? null : new String(record.key(), StandardCharsets.UTF_8);
  }

  /** Bytes of the value. */
  public int size() {
    return record.value() == null ? 0 : record.value().length;
  }

  /** Empty for what no service of ours put there. */
  public Optional<Place> origin() {
    return DeadLetter.of(record.headers())
        .map(letter -> new Place(letter.topic(), letter.partition(), letter.offset()));
  }

  /**
   * The same for every copy of a letter: services that read a topic anew write theirs again. The
   * checksum tells a record from another one at its place, should the topic have been made anew.
   */
  Optional<String> subject() {
    CRC32C checksum = new CRC32C();
    checksum.update(record.key() == null ? new byte[0] : record.key());
    checksum.update(record.value() == null ? new byte[0] : record.value());
    return origin()
        .map(place ->
            "%s/%d/%d/%08x"
                .formatted(place.topic(), place.partition(), place.offset(), checksum.getValue()));
  }

  /** As {@link #subject}, of the letters of one service alone. */
  Optional<String> own() {
    return subject().map(subject -> at().topic() + " " + subject);
  }

  public String error() {
    return DeadLetter.of(record.headers()).map(DeadLetter::error).orElse("");
  }

  /** How often the record had been put back before it died this time. */
  public int redrives() {
    return DeadLetter.redrives(record.headers());
  }
}

package io.iplive.local.letters;

import io.iplive.schemas.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;

/** What was done about dead letters, by the record that each is of. */
final class Ledger {

  static final TopicPartition NOTES = new TopicPartition(Topics.REDRIVES.name(), 0);

  private final Map<String, Note> notes = new HashMap<>();

  /** What was done, and when. */
  record Note(Deed deed, Instant at) {}

  static Ledger read(Records records) {
    Ledger ledger = new Ledger();
    if (records.topics().containsKey(NOTES.topic())) {
      records.read(records.begins(List.of(NOTES)), ledger::take);
    }
    return ledger;
  }

  private void take(ConsumerRecord<byte[], byte[]> record) {
    if (record.key() != null && record.value() != null) {
      Deed.of(text(record.value()))
          .ifPresent(deed ->
              notes.put(
                  text(record.key()), new Note(deed, Instant.ofEpochMilli(record.timestamp()))));
    }
  }

  /** What was done about a letter; empty: it waits. */
  Optional<Note> of(Letter letter) {
    return letter.subject().map(notes::get);
  }

  static ProducerRecord<byte[], byte[]> note(Letter letter, Deed deed) {
    return new ProducerRecord<>(
        NOTES.topic(),
        NOTES.partition(),
        bytes(letter.subject().orElseThrow()),
        bytes(deed.word()));
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}

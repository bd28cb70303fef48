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
    return letter.own().map(notes::get).or(() -> letter.subject().map(notes::get));
  }

  /** What was done about it in one service says nothing of the others. */
  static ProducerRecord<byte[], byte[]> note(Letter letter, Deed deed) {
    return note(letter.own().orElseThrow(), deed);
  }

  /** A record that is in its topic again is there for every service. */
  static ProducerRecord<byte[], byte[]> noteOfAll(Letter letter) {
    return note(letter.subject().orElseThrow(), Deed.REDRIVEN);
  }

  private static ProducerRecord<byte[], byte[]> note(String key, Deed deed) {
    return new ProducerRecord<>(NOTES.topic(), NOTES.partition(), bytes(key), bytes(deed.word()));
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}

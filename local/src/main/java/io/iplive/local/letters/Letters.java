package io.iplive.local.letters;

import io.iplive.local.instance.Complaint;
import io.iplive.schemas.Topics;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;

/** The dead letters of an installation. */
public final class Letters {

  private final Records records;

  /**
   * Letters.
   *
   * @param consumer read_committed, without a group
   */
  public Letters(Consumer<byte[], byte[]> consumer) {
    this.records = new Records(consumer);
  }

  /**
   * A letter, and what was done about it.
   *
   * @param done empty: it waits
   */
  public record Listed(Letter letter, Optional<Deed> done) {}

  /**
   * The newest, oldest first.
   *
   * @param topic empty: of all topics
   * @param most how many, at most
   */
  public List<Listed> newest(Optional<String> topic, int most) {
    List<TopicPartition> partitions = partitions(topic);
    Map<TopicPartition, Long> from = new HashMap<>(records.begins(partitions));
    records
        .ends(partitions)
        .forEach((partition, end) -> from.merge(partition, end - most, Math::max));
    List<Letter> letters = new ArrayList<>();
    records.read(from, record -> letters.add(new Letter(record)));
    if (letters.isEmpty()) {
      return List.of();
    }
    letters.sort(Comparator.comparing(Letter::time));
    Ledger ledger = Ledger.read(records);
    return letters.subList(Math.max(0, letters.size() - most), letters.size()).stream()
        .map(letter -> new Listed(letter, ledger.of(letter).map(Ledger.Note::deed)))
        .toList();
  }

  /** How many records wait for somebody, as far as the newest letters tell. */
  public int waiting(int most) {
    Set<String> waiting = new HashSet<>();
    for (Listed listed : newest(Optional.empty(), most)) {
      if (listed.done().isEmpty()) {
        waiting.add(listed.letter().own().orElseGet(() -> listed.letter().at().toString()));
      }
    }
    return waiting.size();
  }

  /** The one at a place. */
  public Listed at(Place place) {
    if (!partitions(Optional.of(place.topic())).contains(place.inTopic())) {
      throw new Complaint("%s has no partition %d.".formatted(place.topic(), place.partition()));
    }
    List<Letter> found = new ArrayList<>();
    TopicPartition partition = place.inTopic();
    long begin = records.begins(List.of(partition)).getOrDefault(partition, 0L);
    records.read(
        Map.of(partition, Math.max(begin, place.offset())),
        record -> {
          if (record.offset() == place.offset()) {
            found.add(new Letter(record));
          }
        });
    if (found.isEmpty()) {
      throw new Complaint(
          "There is no record at offset %d of %s: ./iplive dlt list shows what there is."
              .formatted(place.offset(), place.topic()));
    }
    Letter letter = found.getFirst();
    return new Listed(letter, Ledger.read(records).of(letter).map(Ledger.Note::deed));
  }

  /** All of a topic, oldest first. */
  public List<Letter> all(String topic) {
    List<Letter> letters = new ArrayList<>();
    records.read(
        records.begins(partitions(Optional.of(topic))), record -> letters.add(new Letter(record)));
    return letters;
  }

  Records records() {
    return records;
  }

  private List<TopicPartition> partitions(Optional<String> topic) {
    Map<String, Integer> topics = records.topics();
    Set<String> names = new TreeSet<>(topics.keySet());
    names.removeIf(name -> !Topics.holdsDeadLetters(name));
    topic.ifPresent(name -> {
      if (!names.contains(name)) {
        throw new Complaint(
            "There is no dead-letter topic '%s'; there are %s."
                .formatted(name, String.join(", ", names)));
      }
      names.retainAll(Set.of(name));
    });
    return names.stream()
        .flatMap(name ->
            IntStream.range(0, topics.getOrDefault(name, 0))
                .mapToObj(number -> new TopicPartition(name, number)))
        .toList();
  }
}

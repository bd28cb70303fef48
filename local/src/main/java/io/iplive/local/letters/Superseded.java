package io.iplive.local.letters;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** Which letters' topics of states have something newer of the same key. */
record Superseded(Map<String, Long> newest) {

  static Superseded among(Records records, List<Letter> letters) {
    Map<TopicPartition, Long> from = new HashMap<>();
    Set<String> keys = new HashSet<>();
    Map<String, Integer> topics = records.topics();
    for (Letter letter : letters) {
      Optional<Place> origin = letter.origin();
      if (origin.isPresent()
          && origin.get().partition() < topics.getOrDefault(origin.get().topic(), 0)
          && WayBack.of(letter.at().topic(), origin.get().topic())
              instanceof WayBack.ToItsTopicIfNewest) {
        from.merge(origin.get().inTopic(), origin.get().offset() + 1, Math::min);
        keys.add(key(origin.get(), letter.key()));
      }
    }
    records
        .begins(List.copyOf(from.keySet()))
        .forEach((partition, begin) -> from.merge(partition, begin, Math::max));
    Map<String, Long> newest = new HashMap<>();
    records.read(
        from,
        record -> {
          Letter any = new Letter(record);
          String key = key(any.at(), any.key());
          if (keys.contains(key)) {
            newest.put(key, record.offset());
          }
        });
    return new Superseded(newest);
  }

  boolean is(Letter letter) {
    Place origin = letter.origin().orElseThrow();
    return newest.getOrDefault(key(origin, letter.key()), -1L) > origin.offset();
  }

  private static String key(Place place, @Nullable String key) {
    return "%s/%d/%s".formatted(place.topic(), place.partition(), key);
  }
}

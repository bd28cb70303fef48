package io.iplive.local.letters;

import io.iplive.schemas.Topic;
import io.iplive.schemas.Topics;
import java.util.List;

/** How a dead letter gets to whom it was for. */
public sealed interface WayBack {

  /** To the end of its partition; its readers know again what they have. */
  record ToItsTopic() implements WayBack {}

  /**
   * The same, unless the topic has a newer record of the key: compaction would keep the old one for
   * the newest.
   */
  record ToItsTopicIfNewest() implements WayBack {}

  /**
   * Tried again where it is kept: the notifier holds it, and every later event of its monitor, so
   * that their order stays, and outages.v1 goes on telling each change once.
   */
  record ByTheNotifier() implements WayBack {}

  /** None, and what to do instead. */
  record None(String sentence) implements WayBack {}

  /** Of a letter of that topic. Histories are replayed and summed: nothing is put in them twice. */
  static WayBack of(String letters, String origin) {
    if (letters.equals(Topics.deadLetters(Topics.OUTAGES, "notifier").name())) {
      return new ByTheNotifier();
    }
    if (origin.equals(Topics.ROUNDS.name())) {
      return new None(
          "rounds.v1 is replayed as it stands, so nothing is put into it again;"
              + " the rounds since have told what is so.");
    }
    if (origin.equals(Topics.NODE_HEARTBEATS.name())) {
      return new None("An old heartbeat would tell a wrong time; the node's next one has come.");
    }
    for (Topic projected :
        List.of(Topics.OUTAGES, Topics.ROLLUPS, Topics.USAGE, Topics.DELIVERIES)) {
      if (origin.equals(projected.name())) {
        return new None(
            "%s is history and keeps the record: ./iplive rebuild %s reads it again."
                .formatted(origin, origin.substring(0, origin.indexOf('.'))));
      }
    }
    return Topics.standing().stream().anyMatch(topic -> isState(topic, origin))
        ? new ToItsTopicIfNewest()
        : new ToItsTopic();
  }

  private static boolean isState(Topic topic, String name) {
    return topic.name().equals(name)
        && "compact".equals(topic.retention().settings().get("cleanup.policy"));
  }
}

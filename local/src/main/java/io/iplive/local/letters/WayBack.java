package io.iplive.local.letters;

import io.iplive.schemas.Topic;
import io.iplive.schemas.Topics;

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

  /** Of a letter of that topic. */
  static WayBack of(String letters, String origin) {
    if (origin.equals(Topics.OUTAGES.name())) {
      return letters.equals(Topics.deadLetters(Topics.OUTAGES, "notifier").name())
          ? new ByTheNotifier()
          : new None(
              "outages.v1 tells each change once and keeps it for ever:"
                  + " ./iplive rebuild outages reads it again.");
    }
    if (origin.equals(Topics.NODE_HEARTBEATS.name())) {
      return new None("An old heartbeat would tell a wrong time; the node's next one has come.");
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

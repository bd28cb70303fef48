package io.iplive.notifier.delivery;

import java.time.Duration;

/** What follows from an attempt. */
public sealed interface Next {

  record Delivered() implements Next {}

  /** Another attempt, this long after the end of the one before. */
  record Repeat(Duration pause) implements Next {}

  /** Another attempt, once the channel goes on; the one made counts for nothing. */
  record Held(Duration pause) implements Next {}

  record GivenUp() implements Next {}

  /** Nobody is told, on purpose. */
  record Dropped(String why) implements Next {}
}

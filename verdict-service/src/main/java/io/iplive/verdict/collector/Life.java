package io.iplive.verdict.collector;

import io.iplive.verdict.round.Version;
import java.time.Instant;

/** Whether rounds of a monitor are expected. */
public sealed interface Life {

  /** Only answers were seen so far, no fact and no round. */
  record Unheard() implements Life {}

  /** Rounds are due. */
  record Active() implements Life {}

  /** No rounds of this definition or an older one: it is paused, or its account suspended. */
  record Paused(Version by) implements Life {}

  /** No rounds ever again, unless a restored database says otherwise with a newer version. */
  record Stopped(Version by, Instant at) implements Life {}
}

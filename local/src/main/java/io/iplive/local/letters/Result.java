package io.iplive.local.letters;

import java.time.Instant;

/** What came of a letter. */
public sealed interface Result {

  record Done(Deed deed, Place origin) implements Result {}

  /** Somebody had dealt with it. */
  record DoneBefore(Deed deed, Instant at) implements Result {}

  record Refused(String sentence) implements Result {}
}

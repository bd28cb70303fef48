package io.iplive.scheduler.kafka;

import io.iplive.scheduler.schedule.Redefinition;
import io.iplive.scheduler.schedule.Repacing;

/** A record of the input, decoded. */
sealed interface Incoming {

  /** A definition. */
  record Defined(Redefinition redefinition) implements Incoming {}

  /** A pace. */
  record Paced(Repacing repacing) implements Incoming {}

  /** A tombstone of a definition: the monitor ended long ago. */
  record Forgotten(long monitorId) implements Incoming {}

  /** A tombstone of a pace: says nothing. */
  record Empty() implements Incoming {}

  /** What cannot be decoded, or is invalid. */
  record Poison(RuntimeException reason) implements Incoming {}
}

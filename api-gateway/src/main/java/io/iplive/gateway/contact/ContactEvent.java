package io.iplive.gateway.contact;

import java.util.List;

/** What happens to contacts; each carries the whole after it. */
public sealed interface ContactEvent {

  /** The whole after the event. */
  Contact after();

  /** A part of a contact that can change. */
  enum Part {
    CHANNEL,
    NAME,
    ADDRESS,
    SECRETS,
    PRESET,
    DELAY,
    REMINDERS,
    REPEATS,
    CODES,
    LANGUAGE,
    ZONE,
    AUDIENCE
  }

  /** Somebody is to be told. */
  record ContactCreated(Contact after) implements ContactEvent {}

  /** Something of it is different. */
  record ContactChanged(List<Part> changed, Contact after) implements ContactEvent {}

  /** Nobody is told any more. */
  record ContactDeleted(Contact after) implements ContactEvent {}
}

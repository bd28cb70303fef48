package io.iplive.verdict.kafka;

import io.iplive.schemas.verdict.RoundEvent;
import io.iplive.schemas.verdict.RoundEventKind;
import io.iplive.verdict.outage.DegradedChanged;
import io.iplive.verdict.outage.FlappingChanged;

/** What the machine says of a target beside outages, as rounds.v1 has it. */
final class TurnAvro {

  private TurnAvro() {}

  static RoundEvent flapping(FlappingChanged event) {
    return new RoundEvent(
        event.flapping() ? RoundEventKind.FLAPPING_STARTED : RoundEventKind.FLAPPING_STOPPED,
        event.monitor(),
        null,
        null,
        new io.iplive.schemas.verdict.FlappingChanged(
            event.target(),
            event.record(),
            event.owner().account(),
            event.owner().app(),
            event.owner().group(),
            event.version().number(),
            event.at(),
            event.changePercent()),
        null);
  }

  static RoundEvent degraded(DegradedChanged event) {
    return new RoundEvent(
        event.degraded() ? RoundEventKind.DEGRADED_STARTED : RoundEventKind.DEGRADED_STOPPED,
        event.monitor(),
        null,
        null,
        null,
        new io.iplive.schemas.verdict.DegradedChanged(
            event.target(),
            event.record(),
            event.owner().account(),
            event.owner().app(),
            event.owner().group(),
            event.version().number(),
            event.at()));
  }
}

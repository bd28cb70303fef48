package io.iplive.gateway.history.action;

import io.iplive.gateway.action.ActionCall;
import io.iplive.gateway.action.Fault;
import io.iplive.gateway.action.Inputs;
import io.iplive.gateway.task.action.TaskRules;
import java.time.Duration;
import java.time.Instant;

/** The time that is asked about, from inclusive to exclusive. */
record Range(Instant from, Instant to) {

  private static final int NO_LIMIT = 0;

  /** Reads {@code from} and {@code to}; without them the time up to now. */
  static Range read(ActionCall call, Duration preset) {
    return read(call, preset, NO_LIMIT);
  }

  /** Of which every hour is listed: as long as hours are kept. */
  static Range ofHours(ActionCall call, Duration preset) {
    return read(call, preset, 400);
  }

  /** Of which everything is sent again. */
  static Range ofDeliveries(ActionCall call, Duration preset) {
    return read(call, preset, 31);
  }

  private static Range read(ActionCall call, Duration preset, int mostDays) {
    Inputs inputs = call.inputs();
    Instant now = Instant.ofEpochSecond(call.at().getEpochSecond());
    Instant to = inputs.read("to", TaskRules.second()).or(now, now);
    Instant start = to.minus(preset);
    Instant from = inputs.read("from", TaskRules.second()).or(start, start);
    if (inputs.good("from", "to")) {
      if (!from.isBefore(to)) {
        inputs.add(
            Fault.invalid("from", Long.toString(from.getEpochSecond()), "seconds before to"));
      } else if (mostDays != NO_LIMIT && from.isBefore(to.minus(Duration.ofDays(mostDays)))) {
        inputs.add(
            Fault.invalid(
                "from",
                Long.toString(from.getEpochSecond()),
                "seconds up to %d days before to".formatted(mostDays)));
      }
    }
    return new Range(from, to);
  }
}

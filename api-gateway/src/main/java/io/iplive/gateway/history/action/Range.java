package io.iplive.gateway.history.action;

import io.iplive.gateway.action.ActionCall;
import io.iplive.gateway.action.Fault;
import io.iplive.gateway.action.Inputs;
import io.iplive.gateway.task.action.TaskRules;
import java.time.Duration;
import java.time.Instant;

/** The time that is asked about, from inclusive to exclusive. */
record Range(Instant from, Instant to) {

  /** As long as hours are kept. */
  private static final Duration LONGEST = Duration.ofDays(400);

  /** Reads {@code from} and {@code to}; without them the time up to now. */
  static Range read(ActionCall call, Duration preset) {
    return read(call, preset, false);
  }

  /** Of which every hour is listed. */
  static Range ofHours(ActionCall call, Duration preset) {
    return read(call, preset, true);
  }

  private static Range read(ActionCall call, Duration preset, boolean limited) {
    Inputs inputs = call.inputs();
    Instant now = Instant.ofEpochSecond(call.at().getEpochSecond());
    Instant to = inputs.read("to", TaskRules.second()).or(now, now);
    Instant start = to.minus(preset);
    Instant from = inputs.read("from", TaskRules.second()).or(start, start);
    if (inputs.good("from", "to")) {
      if (!from.isBefore(to)) {
        inputs.add(
            Fault.invalid("from", Long.toString(from.getEpochSecond()), "seconds before to"));
      } else if (limited && from.isBefore(to.minus(LONGEST))) {
        inputs.add(
            Fault.invalid(
                "from", Long.toString(from.getEpochSecond()), "seconds up to 400 days before to"));
      }
    }
    return new Range(from, to);
  }
}

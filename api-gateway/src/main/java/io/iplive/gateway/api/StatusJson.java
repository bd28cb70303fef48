package io.iplive.gateway.api;

import io.iplive.gateway.monitor.Monitor;
import io.iplive.gateway.monitor.Target;
import io.iplive.gateway.monitor.TargetId;
import io.iplive.gateway.state.TargetState;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How the records of a group stand. */
record StatusJson(long monitorId, long groupId, List<RecordJson> records) {

  /**
   * A record.
   *
   * @param state unknown, up, failing, down or stopped
   * @param status HTTP status code last seen; 0: none
   * @param since unix seconds; left out while unknown
   * @param lastRound unix seconds of the newest closed round; left out before the first
   * @param resTime milliseconds; 0: no answer
   */
  private record RecordJson(
      long recordId,
      long targetId,
      String ip,
      String state,
      int status,
      @Nullable Long since,
      @Nullable Long lastRound,
      int resTime) {}

  static StatusJson of(Monitor monitor, Map<TargetId, TargetState> states) {
    return new StatusJson(
        monitor.id().value(),
        monitor.groupId(),
        monitor.targets().stream()
            .map(target -> record(target, states.getOrDefault(target.id(), TargetState.UNKNOWN)))
            .toList());
  }

  private static RecordJson record(Target target, TargetState state) {
    Integer response = state.responseMillis();
    return new RecordJson(
        target.recordId(),
        target.id().value(),
        target.address().text(),
        state.state().name().toLowerCase(Locale.ROOT),
        state.status(),
        seconds(state.since()),
        seconds(state.lastCheck()),
        response == null ? 0 : response);
  }

  private static @Nullable Long seconds(@Nullable Instant at) {
    return at == null ? null : at.getEpochSecond();
  }
}

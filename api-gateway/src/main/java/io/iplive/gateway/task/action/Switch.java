package io.iplive.gateway.task.action;

import io.iplive.gateway.account.Standing;
import io.iplive.gateway.account.Standing.Reason;
import io.iplive.gateway.task.Task;
import org.jspecify.annotations.Nullable;

/**
 * Whether a task is checked, and why not.
 *
 * @param reason null: it is
 */
record Switch(int enabled, @Nullable String reason) {

  private static final Switch ON = new Switch(1, null);
  private static final Switch STOPPED = new Switch(0, "stopped");

  static Switch of(Task.State state, Standing standing) {
    return state == Task.State.RUNNING ? running(standing) : STOPPED;
  }

  private static Switch running(Standing standing) {
    return switch (standing) {
      case Standing.Active() -> ON;
      case Standing.Suspended(Reason reason) ->
          new Switch(
              0,
              switch (reason) {
                case BALANCE -> "balance";
                case OPERATOR -> "suspended";
              });
      case Standing.Deleted() -> STOPPED;
    };
  }
}

package io.iplive.scheduler.kafka.account;

import io.iplive.scheduler.monitor.Standing;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Which monitors of a partition are to be looked at because of their account. */
public final class AccountWatch {

  private static final long NEVER = -1;

  private final AccountBoard board;
  private final Map<Long, MonitorIds> monitorsOf = new HashMap<>();
  private final Map<Long, Standing> seen = new HashMap<>();
  private final Deque<Long> waiting = new ArrayDeque<>();
  private long looked = NEVER;

  /** A watch of no monitor yet. */
  public AccountWatch(AccountBoard board) {
    this.board = board;
  }

  /** The standing of an account as it is now. */
  public @Nullable Standing of(long accountId) {
    return board.of(accountId);
  }

  /** A monitor belongs to an account; it was told, or is told now, of the standing there is. */
  public void holds(long accountId, long monitorId) {
    monitorsOf.computeIfAbsent(accountId, _ -> new MonitorIds()).add(monitorId);
  }

  /** A monitor has ended. */
  public void forgets(long accountId, long monitorId) {
    MonitorIds monitors = monitorsOf.get(accountId);
    if (monitors != null) {
      monitors.remove(monitorId);
      if (monitors.isEmpty()) {
        monitorsOf.remove(accountId);
        seen.remove(accountId);
      }
    }
  }

  /** The next monitor whose account stands otherwise than when it was last looked at. */
  public @Nullable Long next() {
    long changes = board.changes();
    if (changes != looked) {
      looked = changes;
      monitorsOf.forEach((account, monitors) -> {
        Standing standing = board.of(account);
        if (standing != null && !Objects.equals(seen.put(account, standing), standing)) {
          monitors.forEach(waiting::add);
        }
      });
    }
    return waiting.poll();
  }
}

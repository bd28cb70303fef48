package io.iplive.benchmarks.process;

import java.time.Duration;

/**
 * One line of Linux's {@code /proc/<pid>/stat}, of a process or of one of its threads.
 *
 * @param command name, at most 15 characters
 * @param own processor time so far, user and system
 * @param reaped the same of ended children that were waited for
 */
public record ProcStat(String command, Duration own, Duration reaped) {

  /** The unit that Linux shows to programs, whatever the kernel's own. */
  private static final long TICK_MILLIS = 10;

  private static final int USER = 11;
  private static final int SYSTEM = 12;
  private static final int REAPED_USER = 13;
  private static final int REAPED_SYSTEM = 14;

  /** Reads a line. The command stands in parentheses and may itself hold any of them. */
  public static ProcStat parse(String line) {
    int open = line.indexOf('(');
    int close = line.lastIndexOf(')');
    if (open < 0 || close < open) {
      throw new IllegalArgumentException("Not a line of /proc/<pid>/stat: " + line);
    }
    String[] afterCommand = line.substring(close + 1).strip().split(" ", -1);
    return new ProcStat(
        line.substring(open + 1, close),
        ticks(afterCommand, USER).plus(ticks(afterCommand, SYSTEM)),
        ticks(afterCommand, REAPED_USER).plus(ticks(afterCommand, REAPED_SYSTEM)));
  }

  private static Duration ticks(String[] fields, int index) {
    return Duration.ofMillis(Long.parseLong(fields[index]) * TICK_MILLIS);
  }

  public Duration withReaped() {
    return own.plus(reaped);
  }
}

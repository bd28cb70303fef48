package io.iplive.notifier.round;

import java.util.List;

/** Takes closed rounds in the order of their topic; called by one thread, which it never blocks. */
public interface RoundSink {

  /**
   * Takes rounds.
   *
   * @throws io.iplive.notifier.directory.StoreUnavailableException when none was taken: offer all
   *     of them again
   */
  void take(List<PendingRound> rounds);

  /** Called now and then, for what could not be decided yet. Throws as {@link #take}. */
  void revisit();
}

package io.iplive.notifier.routing;

import io.iplive.notifier.routing.OutageJournal.Kept;
import io.iplive.notifier.routing.OutageJournal.Position;
import java.util.List;

/**
 * Outage events that are dead letters, for operators (ARCHITECTURE, decision 14). Every method
 * throws {@link io.iplive.notifier.directory.StoreUnavailableException} when nothing was done.
 */
public interface DeadOutages {

  /** Those that hold up their monitors. */
  List<Kept> all();

  /**
   * Tries one again, and then what waits behind it.
   *
   * @throws IllegalArgumentException saying why it is dead still, or that there is none
   */
  void redrive(Position at);

  /**
   * Gives one up, and goes on with what waits behind it.
   *
   * @throws IllegalArgumentException when there is none
   */
  void skip(Position at);
}

package io.iplive.notifier.outbox;

import java.util.List;

/**
 * Steps that wait to be published. Every method throws {@link
 * io.iplive.notifier.directory.StoreUnavailableException} when nothing was done: try again.
 */
public interface Outbox {

  /** How many steps wait. */
  long waiting();

  /** A way to them of one's own. */
  Lane open();

  /** Where one of all instances takes the steps in their order. */
  interface Lane extends AutoCloseable {

    /** Whether this is the one; asked again until it is, and then for good. */
    boolean lead();

    /** The oldest steps. */
    List<Step> next(int most);

    /** Removes steps that are published. */
    void published(List<Step> steps);

    @Override
    void close();
  }
}

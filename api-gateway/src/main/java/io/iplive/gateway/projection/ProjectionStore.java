package io.iplive.gateway.projection;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * Where a projection is kept. Rows and how far the topic was read change as one, and a record
 * before that point is passed over, so that each counts once however often it is read and by whom.
 *
 * @param <T> what a record says
 */
public interface ProjectionStore<T> {

  /** Its generations. */
  Standing standing();

  /** The next offset to be read by partition; a partition that was never read is absent. */
  Map<Integer, Long> positions(int generation);

  /**
   * Forgets how far partitions were read: what they hold now is not what it was, and has its place
   * behind it.
   */
  void rewind(int generation, Collection<Integer> partitions);

  /** What became of records; of those not taken, none was. */
  enum Taking {
    TAKEN,
    /** The generation is neither read nor built any more. */
    OVER,
    /** The store has yet to read what comes before them: it is older than it was. */
    BEHIND
  }

  /**
   * Takes records, in the order of their partitions.
   *
   * @param from the offsets that the reader had come to before them; absent: the beginning
   * @param next the offsets to be read after them
   */
  Taking apply(
      int generation, Map<Integer, Long> from, List<Located<T>> records, Map<Integer, Long> next);

  /**
   * Lets one of all replicas build, for a while after its last call.
   *
   * @return the generation it is to build; empty: nothing is built, or another builds
   */
  OptionalInt leaseBuilding(String builder);

  /** What a builder has yet to read. */
  interface Rest<T> {

    /** The records up to these positions. */
    List<Located<T>> upTo(Map<Integer, Long> positions);
  }

  /**
   * Puts the generation built in the place of the one that is read. Meanwhile nothing else is
   * applied, so that no record is in neither.
   */
  void swap(int built, Rest<T> rest);

  /** Drops the rows of generations that are over. */
  void sweep();
}

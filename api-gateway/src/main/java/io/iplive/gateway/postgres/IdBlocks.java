package io.iplive.gateway.postgres;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Ids of a sequence, taken in blocks of its increment: one round trip to the database for many. A
 * restart loses the rest of a block.
 */
public final class IdBlocks {

  /** The increment of the sequences in the migration. */
  private static final int SIZE = 50;

  private final Database database;
  private final String sequence;
  private final ReentrantLock lock = new ReentrantLock();
  private long next;
  private int left;

  /** Of a sequence of the migration with the increment of blocks. */
  public IdBlocks(Database database, String sequence) {
    this.database = database;
    this.sequence = sequence;
  }

  /** So many ids that nobody has. */
  public List<Long> take(int count) {
    List<Long> ids = new ArrayList<>(count);
    lock.lock();
    try {
      while (ids.size() < count) {
        if (left == 0) {
          next = database.nextValue(sequence);
          left = SIZE;
        }
        ids.add(next);
        next++;
        left--;
      }
      return ids;
    } finally {
      lock.unlock();
    }
  }
}

package io.iplive.notifier.round;

import org.jspecify.annotations.Nullable;

/**
 * The callbacks of one group: at most one in flight, and behind it at most the newest
 * (contracts/delivery.md, "call_back_to_php under pressure"). A queue exists while someone works on
 * it.
 *
 * @param waiting the newest that nobody has begun; null: none
 */
public record GroupQueue<T>(@Nullable T waiting) {

  /**
   * What an offer does.
   *
   * @param dropped an older one that will never be sent; null: none
   * @param starts whether someone has to begin working on the queue
   */
  public record Offered<T>(GroupQueue<T> next, @Nullable T dropped, boolean starts) {}

  /** Offers a newer one to a queue; null: nobody works on the group. */
  public static <T> Offered<T> offer(@Nullable GroupQueue<T> queue, T newest) {
    return queue == null
        ? new Offered<>(new GroupQueue<>(newest), null, true)
        : new Offered<>(new GroupQueue<>(newest), queue.waiting, false);
  }

  /** The queue once its waiting one is in flight. */
  public static <T> GroupQueue<T> begun() {
    return new GroupQueue<>(null);
  }
}

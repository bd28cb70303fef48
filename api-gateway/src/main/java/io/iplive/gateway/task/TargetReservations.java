package io.iplive.gateway.task;

/** Keeps target ids free for tasks that are imported with the ids they had. */
public interface TargetReservations {

  /**
   * Reserves every id that was never given out, up to {@code last}; the sequence goes on behind
   * them. Asked again, there is nothing left to do.
   *
   * @return the first id that had not been given out; those from it to {@code last} are reserved
   */
  long reserve(long last);
}

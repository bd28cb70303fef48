package io.iplive.acceptance.receiver;

import java.time.Instant;
import java.util.Map;

/** A call that the panel's script got. */
public sealed interface Call {

  /** When it arrived. */
  Instant at();

  /** What a receiver drops repeats by. */
  String deliveryId();

  /** What the script found wrong with it; empty when it is signed as the contract says. */
  String trouble();

  /**
   * call_back_to_php: what a round found.
   *
   * @param statuses by record id: 1 up, 0 down
   */
  record Round(
      Instant at,
      String deliveryId,
      String trouble,
      String app,
      long group,
      Instant roundAt,
      Map<Long, Integer> statuses)
      implements Call {

    public Round {
      statuses = Map.copyOf(statuses);
    }
  }

  /**
   * An HTTP contact is told of an outage.
   *
   * @param status 200 on recovery
   * @param date when the error happened or ended
   */
  record Outage(
      Instant at, String deliveryId, String trouble, long target, int status, Instant date)
      implements Call {}
}

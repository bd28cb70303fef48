package io.iplive.acceptance.history;

import io.iplive.acceptance.site.Downtime;
import java.util.List;

/**
 * All that is known of a run with faults.
 *
 * @param unheard answers that the verdict should have heard
 * @param downtimes that were played
 * @param charges what usage.v1 says was checked, in the order of its partitions
 * @param paid checks that the account paid for, at the price of 1
 */
public record Evidence(
    History history,
    List<Unheard> unheard,
    List<Downtime> downtimes,
    List<Charge> charges,
    long paid) {

  /**
   * Checks of one window.
   *
   * @param id by which the ledger enters it once
   */
  public record Charge(String id, long checks) {}

  public Evidence {
    unheard = List.copyOf(unheard);
    downtimes = List.copyOf(downtimes);
    charges = List.copyOf(charges);
  }
}

package io.iplive.gateway.deal;

import java.util.List;

/** Where judged results go. */
public interface Results {

  /**
   * Publishes them and returns once all are in the log. When it fails some may be there already:
   * the same ones published again count once.
   *
   * @throws io.iplive.gateway.job.BrokerUnavailableException when not all could be confirmed
   */
  void publish(List<Observation> observations);
}

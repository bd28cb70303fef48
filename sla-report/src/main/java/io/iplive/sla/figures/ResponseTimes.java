package io.iplive.sla.figures;

import io.iplive.sla.history.Responses;
import java.util.Optional;

/** Response times of good checks, milliseconds; percentiles within a tenth. */
public record ResponseTimes(long count, long mean, long p50, long p90, long p95, long p99) {

  static Optional<ResponseTimes> of(Responses responses) {
    return responses.count() == 0
        ? Optional.empty()
        : Optional.of(
            new ResponseTimes(
                responses.count(),
                responses.mean(),
                responses.percentile(50),
                responses.percentile(90),
                responses.percentile(95),
                responses.percentile(99)));
  }
}

package io.iplive.verdict.kafka;

import io.iplive.schemas.verdict.ConductOfNode;
import io.iplive.schemas.verdict.NodeConduct;
import io.iplive.schemas.verdict.ResponseSketch;
import io.iplive.schemas.verdict.UsageCounted;
import io.iplive.verdict.conduct.Conduct;
import io.iplive.verdict.conduct.Observation;
import io.iplive.verdict.rollup.Rollup;
import io.iplive.verdict.usage.Usage;
import java.time.Instant;
import java.util.List;

/** What goes out for statistics, charges and the scheduler, in the published language. */
public final class HistoryAvro {

  private HistoryAvro() {}

  /** Of rollups.v1. */
  public static io.iplive.schemas.verdict.Rollup rollup(Rollup rollup) {
    return new io.iplive.schemas.verdict.Rollup(
        rollup.monitor(),
        rollup.target(),
        rollup.record(),
        rollup.owner().account(),
        rollup.owner().app(),
        rollup.owner().group(),
        rollup.hour(),
        rollup.through(),
        rollup.complete(),
        (long) rollup.times().up(),
        (long) rollup.times().down(),
        (long) rollup.times().inconclusive(),
        (long) rollup.times().unmonitored(),
        (long) rollup.times().paused(),
        rollup.checks(),
        rollup.checksDown(),
        rollup.outages(),
        new ResponseSketch(
            rollup.response().count(), rollup.response().sumMillis(), rollup.response().buckets()));
  }

  static UsageCounted usage(Usage usage, int partition) {
    return new UsageCounted(
        usage.id(partition),
        usage.account(),
        usage.window(),
        Math.toIntExact(Usage.LENGTH.toSeconds()),
        partition,
        usage.checks());
  }

  static NodeConduct conduct(List<Conduct> nodes, int partition, Instant until) {
    return new NodeConduct(
        partition,
        until,
        Math.toIntExact(Observation.WINDOW.toSeconds()),
        nodes.stream()
            .map(node ->
                new ConductOfNode(
                    node.node(),
                    node.heard(),
                    node.silent(),
                    node.compared(),
                    node.against(),
                    node.targetsAgainst()))
            .toList());
  }
}

package io.iplive.sla.figures;

import io.iplive.sla.history.NodeTally;
import io.iplive.sla.history.Notices;
import io.iplive.sla.span.Grid;
import io.iplive.sla.span.Heat;
import io.iplive.sla.span.Range;
import io.iplive.sla.span.Times;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/**
 * Everything a report says.
 *
 * @param times of all targets together
 * @param met how many targets met the goal
 * @param penaltyMinutes of all targets together, each judged alone
 * @param targets by monitor and id
 * @param outageLines the longest, in the order of their beginning
 * @param addresses of nodes, by id
 */
public record Report(
    String account,
    Grid grid,
    Terms terms,
    Coverage coverage,
    Times times,
    OutageSums outages,
    Optional<ResponseTimes> responses,
    long met,
    long penaltyMinutes,
    List<TargetLine> targets,
    Heat heat,
    List<OutageLine> outageLines,
    SortedMap<Long, NodeTally.Node> nodes,
    Map<Long, String> addresses,
    Notices notices) {

  public Report {
    targets = List.copyOf(targets);
    outageLines = List.copyOf(outageLines);
  }

  public Range range() {
    return grid.range();
  }
}

package io.iplive.sla.figures;

import io.iplive.sla.history.Definition;
import io.iplive.sla.history.NodeTally;
import io.iplive.sla.history.Notices;
import io.iplive.sla.history.Outages;
import io.iplive.sla.history.PartitionHistory;
import io.iplive.sla.history.Responses;
import io.iplive.sla.history.TargetHistory;
import io.iplive.sla.span.Grid;
import io.iplive.sla.span.Heat;
import io.iplive.sla.span.Kind;
import io.iplive.sla.span.Range;
import io.iplive.sla.span.Times;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;

/** Puts partitions together, in whatever order they come; what it keeps of each is small. */
public final class ReportBuilder {

  private final Grid grid;
  private final Range range;
  private final Terms terms;
  private final int outageLines;
  private final Heat heat;
  private final NodeTally nodes;
  private final Notices notices;
  private final Responses responses = new Responses();
  private final List<TargetLine> targets = new ArrayList<>();
  private final PriorityQueue<OutageLine> longest =
      new PriorityQueue<>(OutageLine.LONGEST_FIRST.reversed());
  private long exactFrom = Long.MIN_VALUE;
  private long exactMillis;
  private long rolledMillis;

  /**
   * Of nothing yet.
   *
   * @param outageLines so many outages are listed one by one, the longest; all of them are counted
   */
  public ReportBuilder(Grid grid, Terms terms, int outageLines) {
    this.outageLines = outageLines;
    this.grid = grid;
    this.range = grid.range();
    this.terms = terms;
    this.heat = new Heat(grid);
    this.nodes = new NodeTally(range);
    this.notices = Notices.none(range);
  }

  /** A partition that is finished. */
  public void add(PartitionHistory partition) {
    heat.add(partition.heat());
    nodes.add(partition.nodes());
    notices.add(partition.notices());
    partition
        .targets()
        .filter(this::isTold)
        .forEach(target -> add(target, target(target, partition)));
  }

  /** Of what did not exist, and of what is long forgotten, there is nothing to judge. */
  private boolean isTold(TargetHistory target) {
    Times times = target.times();
    return target.outages().count() > 0
        || times.of(Kind.ABSENT) + times.of(Kind.UNKNOWN) < range.end() - range.start();
  }

  private void add(TargetHistory history, Target target) {
    responses.add(history.responses());
    exactFrom = Math.max(exactFrom, history.exactFrom());
    exactMillis += history.exactMillis();
    rolledMillis += history.rolledMillis();
    targets.add(
        new TargetLine(
            target,
            history.times(),
            OutageSums.of(history.outages(), range),
            history.checks(),
            history.checksDown(),
            ResponseTimes.of(history.responses()),
            history.ledger().days()));
    for (int i = 0; i < history.outages().count(); i++) {
      longest.add(line(target, history.outages(), i));
      if (longest.size() > outageLines) {
        longest.remove();
      }
    }
  }

  private static Target target(TargetHistory history, PartitionHistory partition) {
    Definition definition = partition.definition(history.monitor());
    String address = partition.address(history.target());
    if (definition == null) {
      return new Target(
          history.monitor(), history.target(), history.record(), null, address, null, null);
    }
    return new Target(
        history.monitor(),
        history.target(),
        history.record(),
        definition.name(),
        definition.checked() == null ? address : definition.checked(),
        definition.app(),
        definition.group());
  }

  private OutageLine line(Target target, Outages outages, int i) {
    boolean ended = outages.until(i) <= range.end();
    long end = Math.min(outages.until(i), range.end());
    return new OutageLine(
        outages.id(i),
        target,
        Instant.ofEpochMilli(outages.since(i)),
        ended ? Optional.of(Instant.ofEpochMilli(end)) : Optional.empty(),
        end - Math.max(outages.since(i), range.start()),
        outages.code(i),
        ended ? outages.end(i) : Outages.End.OPEN,
        outages.expected(i),
        outages.unchecked(i));
  }

  /**
   * All of it.
   *
   * @param addresses of nodes, by id
   */
  public Report report(String account, Map<Long, String> addresses) {
    targets.sort(
        Comparator.<TargetLine>comparingLong(line -> line.target().monitor())
            .thenComparingLong(line -> line.target().id()));
    Times times = targets.stream().map(TargetLine::times).reduce(Times.NONE, Times::plus);
    boolean told = !targets.isEmpty() && exactFrom < range.end();
    return new Report(
        account,
        grid,
        terms,
        new Coverage(
            told
                ? Optional.of(Instant.ofEpochMilli(Math.max(exactFrom, range.start())))
                : Optional.empty(),
            exactMillis,
            rolledMillis),
        times,
        targets.stream().map(TargetLine::outages).reduce(OutageSums.NONE, OutageSums::plus),
        ResponseTimes.of(responses),
        targets.stream().filter(line -> terms.met(line.times())).count(),
        targets.stream().mapToLong(line -> terms.penaltyMinutes(line.times())).sum(),
        targets,
        heat,
        longest.stream().sorted(OutageLine.BY_TIME).toList(),
        nodes.nodes(),
        addresses,
        notices);
  }
}

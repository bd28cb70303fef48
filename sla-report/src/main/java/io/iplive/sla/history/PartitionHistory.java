package io.iplive.sla.history;

import io.iplive.sla.history.Fact.Named;
import io.iplive.sla.maintenance.Span;
import io.iplive.sla.span.Grid;
import io.iplive.sla.span.Heat;
import io.iplive.sla.span.Ledger;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Everything of an account in one partition of the topics. It takes definitions first, then
 * outages, notices, rounds and rollups, each in their order.
 */
public final class PartitionHistory {

  private final Grid grid;
  private final Heat heat;
  private final NodeTally nodes;
  private final Notices notices;
  private final boolean whole;
  private final TreeMap<Long, MonitorHistory> monitors = new TreeMap<>();
  private final Map<Long, Definition> definitions = new HashMap<>();
  private final Map<Long, String> addresses = new HashMap<>();

  /**
   * An empty one.
   *
   * @param whole whether its rounds are read from the first there ever was
   */
  public PartitionHistory(Grid grid, boolean whole) {
    this.grid = grid;
    this.heat = new Heat(grid);
    this.nodes = new NodeTally(grid.range());
    this.notices = new Notices(grid.range());
    this.whole = whole;
  }

  /**
   * A definition, newer than those before. One of after the range tells what did not exist in it.
   *
   * @param always whether definitions before it are missing
   */
  public void defined(Definition definition, long at, boolean always) {
    if (at < grid.range().end()) {
      definitions.put(definition.monitor(), definition);
      definition.targets().forEach(each -> addresses.put(each.target(), each.address()));
    }
    List<Named> named =
        definition.stopped()
            ? List.of()
            : definition.targets().stream().map(t -> new Named(t.target(), t.record(), 0)).toList();
    monitor(definition.monitor()).defined(at, named, always);
  }

  public Grid grid() {
    return grid;
  }

  public Notices notices() {
    return notices;
  }

  /** An outage began; one of after the range is left out. */
  public void opened(long monitor, long target, long outage, long since, int code) {
    if (since < grid.range().end()) {
      monitor(monitor).opened(target, outage, since, code);
    }
  }

  /** An outage ended. */
  public void closed(long monitor, long target, long outage, long at, Outages.End end) {
    monitor(monitor).closed(target, outage, at, end, grid.range().start());
  }

  /** The next fact of rounds.v1. */
  public void take(long monitor, Fact fact) {
    monitor(monitor).take(fact, nodes);
  }

  /** The next hour of rollups.v1. */
  public void rolled(Rolled hour) {
    monitor(hour.monitor()).rolled(hour);
  }

  /**
   * Nothing follows.
   *
   * @param now when that was found
   * @param announced by target, what of the range was in maintenances
   */
  public void finish(long now, Map<Long, List<Span>> announced) {
    monitors
        .values()
        .forEach(
            monitor -> monitor.finish(now, target -> announced.getOrDefault(target, List.of())));
  }

  /** All targets, by monitor and id. */
  public Stream<TargetHistory> targets() {
    return monitors.values().stream().flatMap(monitor -> monitor.targets().stream());
  }

  /** The newest before the end of the range; null: none is kept. */
  public @Nullable Definition definition(long monitor) {
    return definitions.get(monitor);
  }

  /** Where a target was last, before the end of the range; null: no definition is kept. */
  public @Nullable String address(long target) {
    return addresses.get(target);
  }

  public Heat heat() {
    return heat;
  }

  public NodeTally nodes() {
    return nodes;
  }

  private MonitorHistory monitor(long id) {
    return monitors.computeIfAbsent(
        id,
        monitor ->
            new MonitorHistory(
                target -> new TargetHistory(monitor, target, new Ledger(grid, heat)), whole));
  }
}

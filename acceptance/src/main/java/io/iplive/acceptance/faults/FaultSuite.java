package io.iplive.acceptance.faults;

import io.iplive.acceptance.cluster.Cluster;
import io.iplive.acceptance.cluster.Service;
import io.iplive.acceptance.cluster.Shape;
import io.iplive.acceptance.history.Evidence;
import io.iplive.acceptance.history.FaultChecker.Finding;
import io.iplive.acceptance.history.History;
import io.iplive.acceptance.nemesis.Plan;
import io.iplive.local.instance.Distribution;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeSet;

/** A run from the start of its cluster to the judgement. */
public final class FaultSuite {

  private static final int PRINTED = 20;

  private final Path folder;
  private final Distribution distribution;
  private final PrintStream out;

  /**
   * A suite.
   *
   * @param folder of everything it makes
   * @param distribution whose parts are started
   */
  public FaultSuite(Path folder, Distribution distribution, PrintStream out) {
    this.folder = folder;
    this.distribution = distribution;
    this.out = out;
  }

  /**
   * Runs an order under its own plan of faults.
   *
   * @return what is wrong; nothing when all is well
   */
  public List<Finding> run(Order order) throws IOException, InterruptedException {
    try (Cluster cluster = new Cluster(folder, distribution, order.shape())) {
      Plan plan = Plan.of(order.seed(), order.length(), bounds(cluster, order));
      return run(order, order.shape(), cluster, plan);
    }
  }

  /** Runs an order while scheduler and verdict are scaled from one instance to three and back. */
  public List<Finding> runScaling(Order order) throws IOException, InterruptedException {
    List<Service> scaled = List.of(Service.SCHEDULER, Service.VERDICT);
    int brokers = order.shape().brokers();
    try (Cluster cluster = new Cluster(folder, distribution, Shape.of(brokers, 3, scaled))) {
      Plan plan =
          Plan.scaling(
              order.length(),
              scaled.stream().map(service -> service.instance(1)).toList(),
              scaled.stream().map(service -> service.instance(2)).toList());
      return run(order, Shape.of(brokers, 1), cluster, plan);
    }
  }

  private List<Finding> run(Order order, Shape first, Cluster cluster, Plan plan)
      throws IOException, InterruptedException {
    out.println("Seed %d: %s".formatted(order.seed(), order));
    cluster.start(first);
    out.println("The cluster is up: %s".formatted(String.join(", ", cluster.members().keySet())));
    FaultRun run = new FaultRun(order, cluster, out);
    Evidence evidence = run.run(plan);
    List<Finding> findings = run.judge(evidence);
    report(order, evidence.history(), findings);
    return findings;
  }

  private static Plan.Bounds bounds(Cluster cluster, Order order) {
    return new Plan.Bounds(
        List.copyOf(cluster.members().keySet()),
        List.copyOf(cluster.links().keySet()),
        Math.toIntExact(order.pause().toMillis()),
        Math.toIntExact(order.lasting().toMillis()));
  }

  private void report(Order order, History history, List<Finding> findings) throws IOException {
    if (findings.isEmpty()) {
      out.println("Nothing was lost, invented or doubled; seed %d.".formatted(order.seed()));
      return;
    }
    out.println("%d findings; seed %d:".formatted(findings.size(), order.seed()));
    findings.stream().limit(PRINTED).forEach(finding -> out.println("  ! " + finding.sentence()));
    Map<Long, History> groups = history.byGroup();
    TreeSet<Long> troubled = new TreeSet<>();
    for (Finding finding : findings) {
      OptionalLong group = finding.group();
      group.ifPresent(troubled::add);
    }
    for (long group : troubled) {
      History its = groups.get(group);
      if (its != null) {
        Files.writeString(folder.resolve("group-%d.history".formatted(group)), its.toString());
      }
    }
    if (!troubled.isEmpty()) {
      History first = groups.get(troubled.first());
      out.println(
          "The history of group %d (all troubled ones are in %s):"
              .formatted(troubled.first(), folder));
      out.println(first);
    }
  }
}

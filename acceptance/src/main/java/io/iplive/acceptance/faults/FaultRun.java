package io.iplive.acceptance.faults;

import io.iplive.acceptance.cluster.Cluster;
import io.iplive.acceptance.history.Evidence;
import io.iplive.acceptance.history.Evidence.Charge;
import io.iplive.acceptance.history.FaultChecker;
import io.iplive.acceptance.history.FaultChecker.Finding;
import io.iplive.acceptance.history.Historian;
import io.iplive.acceptance.history.History;
import io.iplive.acceptance.history.History.Change;
import io.iplive.acceptance.history.History.Gap;
import io.iplive.acceptance.history.History.Kind;
import io.iplive.acceptance.history.History.Site;
import io.iplive.acceptance.history.Reconciliation;
import io.iplive.acceptance.nemesis.Nemesis;
import io.iplive.acceptance.nemesis.Plan;
import io.iplive.acceptance.receiver.Call;
import io.iplive.acceptance.receiver.MoodyReceiver;
import io.iplive.acceptance.run.Kafka;
import io.iplive.acceptance.site.Downtime;
import io.iplive.acceptance.site.Script;
import io.iplive.acceptance.site.ScriptedTarget;
import io.iplive.local.instance.Complaint;
import io.iplive.local.supervision.Together;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

/** One run: sites play their script to a running cluster while the nemesis is at work. */
public final class FaultRun {

  private static final Duration PATIENCE = Duration.ofMinutes(4);
  private static final Duration STEP = Duration.ofMillis(500);

  /** Rounds that a stop cuts short are closed by then; they are not called back any more. */
  private static final Duration LAST_ROUNDS = Duration.ofMinutes(1);

  /** That the verdict adds to how long a round lasts, as it is set by default. */
  private static final Duration GRACE = Duration.ofSeconds(1);

  /**
   * Of the work of a second: dues are spread, jobs start a second late at most, probes take two.
   */
  private static final Duration SAME_PROBE = Duration.ofSeconds(4);

  private final Order order;
  private final Cluster cluster;
  private final PrintStream out;

  /** A run on a cluster that runs. */
  public FaultRun(Order order, Cluster cluster, PrintStream out) {
    this.order = order;
    this.cluster = cluster;
    this.out = out;
  }

  /** Plays, waits until all of it is told, and hands over what is known. */
  public Evidence run(Plan plan) throws IOException, InterruptedException {
    try (ScriptedTarget target = new ScriptedTarget();
        MoodyReceiver receiver = new MoodyReceiver()) {
      Customer customer = Customer.of(cluster, receiver);
      List<Site> sites = customer.order(order.monitors(), target.port(), order.interval());
      Historian historian = new Historian(customer.app(), sites, target, cluster.kafka(), receiver);
      await("every site was probed", () -> allProbed(sites, target));
      out.println(
          "%d monitors of %d targets are watched".formatted(order.monitors(), sites.size()));
      Instant begun = Instant.now();
      List<Downtime> downtimes = play(plan, sites, target);
      cluster.heal();
      out.println("The play is over and all is mended");
      await("every outage is over and told", () -> allTold(historian, receiver));
      customer.stop(sites);
      Gap gap =
          new Gap(begun.minus(order.interval().multipliedBy(3)), Instant.now().plus(LAST_ROUNDS));
      awaitLedger(customer, historian, gap);
      Evidence evidence =
          new Evidence(
              historian.ask(List.of(gap)),
              historian.unheard(GRACE),
              downtimes,
              charges(cluster.kafka()),
              customer.charged());
      new Summary(evidence).print(out);
      return evidence;
    }
  }

  /** What is wrong with it. */
  public List<Finding> judge(Evidence evidence) {
    Duration stale = order.interval().multipliedBy(2).plusSeconds(1);
    return new FaultChecker(
            new Reconciliation(Customer.NUM_ERROR, stale, SAME_PROBE),
            order.interval().dividedBy(2).plusSeconds(3))
        .findings(evidence);
  }

  private List<Downtime> play(Plan plan, List<Site> sites, ScriptedTarget target)
      throws InterruptedException {
    Script script =
        Script.of(
            order.seed(),
            sites.stream().map(Site::address).toList(),
            order.length(),
            order.certain(),
            order.interval());
    AtomicReference<List<Downtime>> played = new AtomicReference<>(List.of());
    try (Together both = new Together()) {
      both.run(() -> played.set(script.play(target)));
      both.run(() -> new Nemesis(cluster, out).carryOut(plan));
      both.await();
    }
    return played.get();
  }

  private static boolean allProbed(List<Site> sites, ScriptedTarget target) {
    Set<String> probed =
        target.probes().stream().map(probe -> probe.address()).collect(Collectors.toSet());
    return sites.stream().allMatch(site -> probed.contains(site.address()));
  }

  private static boolean allTold(Historian historian, MoodyReceiver receiver) {
    List<Change> changes = historian.changes();
    long opened = changes.stream().filter(change -> change.kind() == Kind.OPENED).count();
    long told =
        receiver.calls().stream()
            .filter(Call.Outage.class::isInstance)
            .map(Call::deliveryId)
            .distinct()
            .count();
    return told >= changes.size() && changes.size() == 2 * opened;
  }

  private void awaitLedger(Customer customer, Historian historian, Gap gap)
      throws InterruptedException {
    await(
        "what was paid is what was done",
        () -> {
          try {
            History history = historian.ask(List.of(gap));
            long done = history.rounds().stream().mapToLong(one -> one.verdicts().size()).sum();
            return customer.charged() == done;
          } catch (IOException e) {
            throw new UncheckedIOException("The witnesses", e);
          }
        });
  }

  /** Goes on after a while all the same: what is missing then, the checker names. */
  private void await(String what, BooleanSupplier condition) throws InterruptedException {
    Instant deadline = Instant.now().plus(PATIENCE);
    while (Instant.now().isBefore(deadline)) {
      try {
        if (condition.getAsBoolean()) {
          return;
        }
      } catch (Complaint | UncheckedIOException e) {
        out.println("  (asked again: %s)".formatted(e.getMessage()));
      }
      Thread.sleep(STEP);
    }
    out.println("Not within %d s: %s".formatted(PATIENCE.toSeconds(), what));
  }

  private static List<Charge> charges(Kafka kafka) {
    return new ArrayList<>(
        kafka.usage().stream()
            .map(usage -> new Charge(usage.getEventId(), usage.getChecks()))
            .toList());
  }
}

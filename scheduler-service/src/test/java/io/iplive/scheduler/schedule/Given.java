package io.iplive.scheduler.schedule;

import io.iplive.scheduler.monitor.Activity;
import io.iplive.scheduler.monitor.Check;
import io.iplive.scheduler.monitor.Definition;
import io.iplive.scheduler.monitor.Owner;
import io.iplive.scheduler.monitor.Target;
import io.iplive.scheduler.monitor.Timing;
import io.iplive.scheduler.monitor.Version;
import io.iplive.scheduler.node.Level;
import io.iplive.scheduler.node.Node;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.LongStream;

/** Monitors for tests. */
public final class Given {

  public static final Policy POLICY =
      new Policy(
          List.of("3/2", "2/1", "7/5", "5/3", "all/all").stream().map(Level::parse).toList(),
          Duration.ofSeconds(1));

  public static final List<Node> NODES =
      LongStream.rangeClosed(1, 9).mapToObj(id -> new Node(id, false)).toList();

  private Given() {}

  public static Timing timing(int period, int errorPeriod) {
    return new Timing(period, errorPeriod, 1_000, 0);
  }

  public static Target target(long id) {
    return new Target(id, id * 10, "192.0.2." + id, 1);
  }

  public static Definition definition(
      long id, Activity activity, Timing timing, Target... targets) {
    return new Definition(
        id,
        new Owner(3, 4L, "acme", 5L),
        activity,
        "http",
        0,
        List.of(),
        timing,
        2,
        1,
        new Check(new byte[] {1, 2}),
        List.of(targets));
  }

  public static Definition active(long id, Timing timing, long... targets) {
    return definition(
        id,
        Activity.ACTIVE,
        timing,
        LongStream.of(targets).mapToObj(Given::target).toArray(Target[]::new));
  }

  public static Redefinition redefinition(Definition definition, long version, Instant at) {
    return new Redefinition(definition, new Version(1, version), at);
  }

  public static Monitor monitor(Step step) {
    Monitor monitor = step.next();
    if (monitor == null) {
      throw new AssertionError("no monitor");
    }
    return monitor;
  }

  public static Monitor started(Definition definition, Instant at) {
    return monitor(Machine.redefine(null, redefinition(definition, 1, at), null, null, at));
  }

  public static Repacing failing(long id, Instant anchor, Instant roundAt, Long... targets) {
    return new Repacing(id, new Version(1, 1), new Pace.Failing(anchor, List.of(targets), roundAt));
  }

  public static Repacing normal(long id, Instant roundAt) {
    return new Repacing(id, new Version(1, 1), new Pace.Normal(roundAt));
  }
}

package io.iplive.acceptance.faults;

import io.iplive.acceptance.cluster.Cluster;
import io.iplive.acceptance.cluster.Service;
import io.iplive.acceptance.receiver.MoodyReceiver;
import io.iplive.acceptance.site.ScriptedTarget;
import io.iplive.local.instance.Distribution;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Kills instances of scheduler and verdict one after the other, and times who takes over. */
public final class TakeoverRun {

  private final Path folder;
  private final Distribution distribution;
  private final PrintStream out;

  public TakeoverRun(Path folder, Distribution distribution, PrintStream out) {
    this.folder = folder;
    this.distribution = distribution;
    this.out = out;
  }

  /** Measures each of the two so often. */
  public void run(Order order, int times) throws IOException, InterruptedException {
    try (Cluster cluster = new Cluster(folder, distribution, order.shape());
        ScriptedTarget target = new ScriptedTarget();
        MoodyReceiver receiver = new MoodyReceiver()) {
      cluster.start(order.shape());
      Customer.of(cluster, receiver).order(order.monitors(), target.port(), order.interval());
      try (Takeovers takeovers = new Takeovers(cluster, out)) {
        for (Service service : List.of(Service.SCHEDULER, Service.VERDICT)) {
          List<Duration> taken = takeovers.measure(service, times);
          out.println("%s: %s".formatted(service, Summary.percentiles(taken)));
        }
      }
    }
  }
}

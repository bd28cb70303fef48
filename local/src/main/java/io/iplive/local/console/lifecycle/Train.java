package io.iplive.local.console.lifecycle;

import io.iplive.local.children.Trees;
import io.iplive.local.instance.AotCaches;
import io.iplive.local.instance.Complaint;
import io.iplive.local.instance.DataDirectory;
import io.iplive.local.instance.Distribution;
import io.iplive.local.instance.Ports;
import io.iplive.local.instance.Processes;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;

/**
 * Runs everything once in a directory of its own, to make the caches of later starts. Whoever ends
 * this process ends all of that.
 */
public final class Train {

  private static final List<String> CACHED = List.of("broker", "registry", Processes.SERVICES);
  private static final Duration END_PATIENCE = Duration.ofMinutes(10);

  private Train() {}

  public static int run() throws InterruptedException, IOException {
    Distribution distribution = Distribution.own();
    AotCaches caches = AotCaches.of(distribution, true);
    if (caches.complete(CACHED)) {
      return 0;
    }
    Trees.delete(distribution.aot());
    Files.createDirectories(caches.folder());
    DataDirectory data = DataDirectory.at(caches.folder().resolve("data")).prepared();
    PrintStream silent = new PrintStream(PrintStream.nullOutputStream());
    Launch launch = new Launch(data, silent);
    Runtime.getRuntime()
        .addShutdownHook(
            Thread.ofPlatform()
                .unstarted(() -> {
                  launch.end();
                  new Down(data, silent).everything();
                }));
    try {
      int port = Ports.any();
      ProcessHandle supervisor = launch.spawn(List.of("--training", "--port", "" + port));
      if (launch.follow(supervisor).isEmpty()) {
        throw new Complaint("Another training runs in %s.".formatted(data.path()));
      }
    } finally {
      new Down(data, silent).everything(END_PATIENCE);
    }
    for (String part : CACHED) {
      caches.adopt(part);
    }
    Trees.delete(data.path());
    return 0;
  }
}

package io.iplive.local.console.lifecycle;

import io.iplive.local.console.line.CommandLine;
import io.iplive.local.instance.AotCaches;
import io.iplive.local.instance.Complaint;
import io.iplive.local.instance.DataDirectory;
import io.iplive.local.instance.Distribution;
import io.iplive.local.instance.PortOwner;
import io.iplive.local.instance.Ports;
import io.iplive.local.instance.Processes;
import io.iplive.local.instance.Secrets;
import io.iplive.local.instance.Settings;
import io.iplive.local.supervision.Progress;
import io.iplive.local.supervision.Supervisor;
import java.nio.channels.FileLock;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.bridge.SLF4JBridgeHandler;

/** The supervising process, from its start to its end. */
public final class Supervise {

  private static final Logger LOG = LoggerFactory.getLogger(Supervise.class);

  private Supervise() {}

  public static int run(CommandLine line, DataDirectory at) throws InterruptedException {
    SLF4JBridgeHandler.removeHandlersForRootLogger();
    SLF4JBridgeHandler.install();
    DataDirectory data = at.prepared();
    Optional<FileLock> lock = data.lock();
    if (lock.isEmpty()) {
      LOG.info("another process runs or starts {}", data.path());
      return 1;
    }
    Progress progress = Progress.begin(data.progress());
    try {
      supervise(line, data, progress);
      return 0;
    } catch (Complaint e) {
      LOG.error("{}", e.sentence(), e);
      String part = e.part();
      progress.failed(
          part == null
              ? e.sentence()
              : "%s Its log is %s.".formatted(e.sentence(), data.log(part)));
      return 1;
    } catch (RuntimeException e) {
      LOG.error("the start failed", e);
      progress.failed(
          "iplive could not start (%s): see %s.".formatted(e, data.log(Processes.SERVICES)));
      return 1;
    }
  }

  private static void supervise(CommandLine line, DataDirectory data, Progress progress)
      throws InterruptedException {
    Settings remembered = Settings.of(data);
    Settings wanted =
        settled(
            remembered.with(
                line.number("--port").orElse(remembered.gatewayPort()),
                line.number("--nodes").orElse(remembered.nodes()),
                Settings.names(line.value("--only").orElse(""))),
            data);
    wanted.write(data);
    Distribution distribution = Distribution.own();
    Supervisor supervisor =
        new Supervisor(
            data,
            wanted,
            Secrets.of(data),
            distribution,
            AotCaches.of(distribution, line.has("--training")),
            progress);
    Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(() -> stop(supervisor)));
    supervisor.start();
    supervisor.keep();
  }

  private static void stop(Supervisor supervisor) {
    try {
      supervisor.stop();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /** Ports that our own orphans hold count as free: they are taken over, or ended, on them. */
  private static Settings settled(Settings settings, DataDirectory data) {
    if (!Ports.free(settings.gatewayPort())) {
      throw PortOwner.complaint(settings.gatewayPort());
    }
    Set<Integer> orphaned =
        Processes.of(data).isEmpty()
            ? Set.of()
            : settings.ports().entrySet().stream()
                .filter(port -> isChild(port.getKey()))
                .map(Map.Entry::getValue)
                .collect(Collectors.toSet());
    return settings.with(
        Ports.settle(
            settings.portNames(),
            settings.ports(),
            Set.of(settings.gatewayPort()),
            port -> orphaned.contains(port) || Ports.free(port),
            Ports.anywhere()));
  }

  private static boolean isChild(String portName) {
    return Set.of("postgres", "broker", "controller", "registry", "registry-management")
        .contains(portName);
  }
}

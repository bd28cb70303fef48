package io.iplive.benchmarks.start;

import io.iplive.benchmarks.Checkout;
import io.iplive.benchmarks.Complaint;
import io.iplive.benchmarks.Workplace;
import io.iplive.benchmarks.report.Numbers;
import io.iplive.benchmarks.report.Table;
import io.iplive.images.Image;
import io.iplive.images.start.Ground;
import io.iplive.images.start.LaidImage;
import io.iplive.images.start.Program;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Each service alone, as its image starts it in a small pod: until it is ready, and at rest then.
 */
final class ServiceStarts {

  private static final int RUNS = 3;
  private static final Duration REST = Duration.ofSeconds(5);

  /** What the JVM finds for itself within a pod's limit; and a cache that does not fit ends it. */
  private static final List<String> SMALL_POD =
      List.of(
          "-XX:+UseSerialGC",
          "-XX:MaxRAM=" + (768L << 20),
          "-XX:MaxRAMPercentage=60",
          "-XX:AOTMode=on");

  /** Of a service: medians. */
  record Median(double seconds, double megabytes) {}

  private final Map<Image, List<Double>> seconds = new EnumMap<>(Image.class);
  private final Map<Image, List<Double>> megabytes = new EnumMap<>(Image.class);

  /** The slowest service's start and the largest one's memory. */
  static Median worst(PrintStream out) throws IOException, InterruptedException {
    try {
      return new ServiceStarts().measured(out);
    } catch (io.iplive.images.Complaint e) {
      throw new Complaint(String.valueOf(e.getMessage()), e);
    }
  }

  private Median measured(PrintStream out) throws IOException, InterruptedException {
    try (Workplace workplace = Workplace.open("services");
        Ground ground = Ground.open(Checkout.root(), workplace.folder().resolve("data"))) {
      for (int run = 1; run <= RUNS; run++) {
        round(ground, workplace.place("run" + run));
      }
    }
    Table table = new Table("service", "ready, s", "MB");
    Median worst = new Median(0, 0);
    for (Image image : Image.services()) {
      double took = Numbers.median(seconds.getOrDefault(image, List.of()));
      double held = Numbers.median(megabytes.getOrDefault(image, List.of()));
      table.row(image.word(), Numbers.tenth(took), Numbers.tenth(held));
      worst = new Median(Math.max(worst.seconds, took), Math.max(worst.megabytes, held));
    }
    out.printf("%nServices alone, medians of %d runs:%n%s%n", RUNS, table.text());
    return worst;
  }

  /** The gateway runs on for the prober, which enrols with it. */
  private void round(Ground ground, Path folder) throws IOException, InterruptedException {
    try (Program gateway = started(Image.API_GATEWAY, ground, ground.gatewayPort(), folder)) {
      note(Image.API_GATEWAY, gateway, ground.gatewayPort());
      for (Image image : Image.services()) {
        if (image != Image.API_GATEWAY) {
          int port = Workplace.freePort();
          try (Program program = started(image, ground, port, folder)) {
            note(image, program, port);
          }
        }
      }
    }
  }

  private static Program started(Image image, Ground ground, int port, Path folder)
      throws IOException {
    return Program.start(
        new LaidImage(Checkout.root(), image).command(SMALL_POD),
        ground.environment(image, port, folder.resolve(image.word())),
        folder.resolve(image.word() + ".log"));
  }

  private void note(Image image, Program program, int port)
      throws IOException, InterruptedException {
    URI ready = URI.create("http://127.0.0.1:%d/actuator/health/readiness".formatted(port));
    double took = program.awaitOk(ready).toMillis() / 1e3;
    Thread.sleep(REST);
    seconds.computeIfAbsent(image, _ -> new ArrayList<>()).add(took);
    megabytes.computeIfAbsent(image, _ -> new ArrayList<>()).add(program.residentMegabytes());
  }
}

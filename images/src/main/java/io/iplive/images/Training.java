package io.iplive.images;

import io.iplive.images.start.Ground;
import io.iplive.images.start.Program;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Makes AOT caches: each program runs once with the images' own Java and jars, until it is ready,
 * and writes its cache when it ends. A cache is kept for as long as what it was made of is the
 * same.
 */
final class Training {

  private static final List<String> LIKE_IN_A_SMALL_POD = List.of("-XX:+UseSerialGC", "-Xmx512m");

  private final Path root;
  private final Path work;
  private final PrintStream out;
  private final Map<Image, Path> caches = new EnumMap<>(Image.class);

  Training(Path root, Path work, PrintStream out) {
    this.root = root;
    this.work = work;
    this.out = out;
  }

  /** The cache of every application. */
  Map<Image, Path> caches(List<Application> all, String runtime)
      throws IOException, InterruptedException {
    Path kept = Files.createDirectories(work.resolve("caches"));
    List<Application> missing = new ArrayList<>();
    for (Application each : all) {
      Path cache = kept.resolve("%s-%s.aot".formatted(each.image().word(), each.key(runtime)));
      caches.put(each.image(), cache);
      if (!Files.exists(cache)) {
        missing.add(each);
      }
    }
    if (!missing.isEmpty()) {
      train(all, missing);
    }
    return Map.copyOf(caches);
  }

  /** The gateway runs for the others too, whose nodes enrol with it. */
  private void train(List<Application> all, List<Application> missing)
      throws IOException, InterruptedException {
    Path folder = Build.emptied(work.resolve("training"));
    out.printf("Training %d caches …%n", missing.size());
    try (Ground ground = Ground.open(root, folder.resolve("data"))) {
      Application gateway = all.getFirst();
      Program first = start(gateway, missing.contains(gateway), ground, folder);
      try (first) {
        ready(first, ground.gatewayPort());
        for (Application each : missing) {
          if (!each.equals(gateway)) {
            once(each, ground, folder);
          }
        }
      }
    }
    for (Application each : missing) {
      Path cache = cache(each.image());
      Path fresh = folder.resolve(cache.getFileName());
      if (!Files.exists(fresh)) {
        throw new Complaint(
            "%s made no cache: %s says why."
                .formatted(each.image().word(), log(each.image(), folder)));
      }
      Files.move(fresh, cache, StandardCopyOption.ATOMIC_MOVE);
      out.printf("  %s: %d MB%n", each.image().word(), Files.size(cache) >> 20);
    }
    Build.delete(folder);
  }

  private void once(Application each, Ground ground, Path folder)
      throws IOException, InterruptedException {
    Image image = each.image();
    if (Image.services().contains(image)) {
      int port = Ground.freePort();
      try (Program program = start(each, ground, folder, port, List.of(), true)) {
        ready(program, port);
      }
    } else if (image == Image.NODE) {
      try (Program program = start(each, ground, folder, 0, List.of(), true)) {
        program.awaitSaid("Connected");
      }
    } else {
      try (Program program = start(each, ground, folder, 0, List.of("topics"), true)) {
        if (program.exitCode() != 0) {
          throw new Complaint("The tools failed: %s says why.".formatted(log(image, folder)));
        }
      }
    }
  }

  private static void ready(Program program, int port) throws IOException, InterruptedException {
    URI actuator = URI.create("http://127.0.0.1:%d/actuator/".formatted(port));
    program.awaitOk(actuator.resolve("health/readiness"));
    program.awaitOk(actuator.resolve("health/liveness"));
    program.awaitOk(actuator.resolve("prometheus"));
  }

  private Program start(Application gateway, boolean training, Ground ground, Path folder)
      throws IOException {
    return start(gateway, ground, folder, ground.gatewayPort(), List.of(), training);
  }

  private Program start(
      Application each,
      Ground ground,
      Path folder,
      int port,
      List<String> arguments,
      boolean training)
      throws IOException {
    Image image = each.image();
    Path cache = cache(image);
    Path fresh = folder.resolve(cache.getFileName());
    List<String> command = new ArrayList<>();
    command.add(work.resolve("jre/bin/java").toString());
    command.addAll(LIKE_IN_A_SMALL_POD);
    command.addAll(
        Layout.start(
            image,
            each.folder(),
            each.jars(),
            List.of(training ? "-XX:AOTCacheOutput=" + fresh : "-XX:AOTCache=" + cache)));
    command.addAll(arguments);
    Path state = folder.resolve(image.word());
    Files.createDirectories(state);
    return Program.start(command, ground.environment(image, port, state), log(image, folder));
  }

  private Path cache(Image image) {
    return Objects.requireNonNull(caches.get(image));
  }

  private static Path log(Image image, Path folder) {
    return folder.resolve(image.word() + ".log");
  }
}

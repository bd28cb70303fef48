package io.iplive.benchmarks.process;

import io.iplive.benchmarks.Complaint;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Programs of other makers that have to be installed. */
public final class Programs {

  /** Where servers lie; not every user's path has it. */
  private static final List<String> FURTHER = List.of("/usr/sbin", "/usr/local/sbin");

  private final Map<Program, Path> places;

  /** One of them, and the Debian package it comes in. */
  public enum Program {
    NGINX("nginx", "nginx-light"),
    WRK("wrk", "wrk"),
    BLACKBOX("prometheus-blackbox-exporter", "prometheus-blackbox-exporter");

    private final String command;
    private final String debianPackage;

    Program(String command, String debianPackage) {
      this.command = command;
      this.debianPackage = debianPackage;
    }
  }

  private Programs(Map<Program, Path> places) {
    this.places = Map.copyOf(places);
  }

  /** All of these, or a sentence that names every missing one. */
  public static Programs find(Program... wanted) {
    Map<Program, Path> found = new LinkedHashMap<>();
    for (Program program : wanted) {
      find(program.command).ifPresent(place -> found.put(program, place));
    }
    List<Program> missing = Stream.of(wanted).filter(each -> !found.containsKey(each)).toList();
    if (!missing.isEmpty()) {
      throw new Complaint(
          "this machine lacks %s: on Debian, apt-get install %s."
              .formatted(
                  missing.stream().map(each -> each.command).collect(Collectors.joining(", ")),
                  missing.stream()
                      .map(each -> each.debianPackage)
                      .collect(Collectors.joining(" "))));
    }
    return new Programs(found);
  }

  private static Optional<Path> find(String command) {
    String path = System.getenv().getOrDefault("PATH", "");
    return Stream.concat(Stream.of(path.split(File.pathSeparator, -1)), FURTHER.stream())
        .filter(folder -> !folder.isEmpty())
        .map(folder -> Path.of(folder, command))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /** The path of one that was asked for. */
  public String path(Program program) {
    Path place = places.get(program);
    if (place == null) {
      throw new IllegalStateException(program + " was not asked for");
    }
    return place.toString();
  }
}

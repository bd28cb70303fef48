package io.iplive.local.instance;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the build laid out: {@code services} and {@code broker} with jars, {@code registry} and
 * {@code postgres} unpacked.
 */
public record Distribution(Path path) {

  /** The one this program runs from. */
  public static Distribution own() {
    try {
      Path jar =
          Path.of(Distribution.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      return new Distribution(jar.resolve("..").resolve("..").normalize());
    } catch (URISyntaxException e) {
      throw new IllegalStateException("The place of the program", e);
    }
  }

  /** Class path of a folder of jars; sorted, because AOT caches are tied to its order. */
  public String classPath(String folder) {
    return jars(folder).stream()
        .map(Path::toString)
        .collect(Collectors.joining(File.pathSeparator));
  }

  private List<Path> jars(String folder) {
    try (Stream<Path> files = Files.list(path.resolve(folder))) {
      return files.filter(file -> file.toString().endsWith(".jar")).sorted().toList();
    } catch (IOException e) {
      throw new Complaint("The build is incomplete (%s): run ./mvnw clean.".formatted(e), e);
    }
  }

  /** The registry's own launcher jar. */
  public Path registryJar() {
    try (Stream<Path> files =
        Files.find(
            path.resolve("registry"),
            2,
            (file, _) -> file.endsWith("quarkus-run.jar"),
            FileVisitOption.FOLLOW_LINKS)) {
      return files
          .findFirst()
          .orElseThrow(
              () -> new Complaint("The build lacks the schema registry: run ./mvnw clean."));
    } catch (IOException e) {
      throw new Complaint("The build is incomplete (%s): run ./mvnw clean.".formatted(e), e);
    }
  }

  public Path postgres() {
    return path.resolve("postgres");
  }

  /** Beside the distribution, so that {@code clean} removes them with it. */
  public Path aot() {
    return path.resolveSibling("aot");
  }

  /** Changes whenever a jar does. */
  public String stamp() {
    try (Stream<Path> services = Files.list(path.resolve("services"));
        Stream<Path> broker = Files.list(path.resolve("broker"))) {
      return Integer.toHexString(
          Stream.concat(services, broker)
              .sorted()
              .map(Distribution::fingerprint)
              .toList()
              .hashCode());
    } catch (IOException e) {
      throw new Complaint("The build is incomplete (%s): run ./mvnw clean.".formatted(e), e);
    }
  }

  private static String fingerprint(Path jar) {
    try {
      return "%s %d %s".formatted(jar, Files.size(jar), Files.getLastModifiedTime(jar));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

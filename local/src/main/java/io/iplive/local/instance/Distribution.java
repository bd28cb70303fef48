package io.iplive.local.instance;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
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

  /**
   * Class path of the registry, flat: its own launcher has a class loader that AOT caches know
   * nothing of. Classes that its build transformed come before the originals.
   */
  public String registryClassPath() {
    String root = "registry/";
    return Stream.of(
            Stream.of("transformed-bytecode.jar", "generated-bytecode.jar")
                .map(jar -> path.resolve(root + "quarkus").resolve(jar)),
            jars(root + "app").stream(),
            jars(root + "lib/boot").stream(),
            jars(root + "lib/main").stream())
        .flatMap(each -> each)
        .map(Path::toString)
        .collect(Collectors.joining(File.pathSeparator));
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

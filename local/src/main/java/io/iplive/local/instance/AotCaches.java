package io.iplive.local.instance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/**
 * Caches of loaded and linked classes that halve the time to start. A cache fits one JDK and one
 * set of jars: it lives under a key of both, and a missing one only means a slower start.
 *
 * @param folder of the key
 * @param training whether this run makes them
 */
public record AotCaches(Path folder, boolean training) {

  private static final String FRESH = ".fresh";
  private static final String QUIET = "-Xlog:aot*=error";

  public static AotCaches of(Distribution distribution, boolean training) {
    String jdk = Runtime.version() + System.getProperty("os.arch", "");
    String key = distribution.stamp() + "-" + Integer.toHexString(jdk.hashCode());
    return new AotCaches(distribution.aot().resolve(key), training);
  }

  /** Options of the JVM of a part. */
  public List<String> options(String part) {
    Path cache = cache(part);
    if (training) {
      return List.of("-XX:AOTCacheOutput=" + cache + FRESH, QUIET);
    }
    return optionsOfShort(part);
  }

  /** Options of a short run of a part's programs: it may use its cache, and never makes it. */
  public List<String> optionsOfShort(String part) {
    Path cache = cache(part);
    return Files.exists(cache) ? List.of("-XX:AOTCache=" + cache, QUIET) : List.of();
  }

  public boolean complete(List<String> parts) {
    return parts.stream().allMatch(part -> Files.exists(cache(part)));
  }

  /** Puts a finished cache in its place. */
  public void adopt(String part) throws IOException {
    Path fresh = Path.of(cache(part) + FRESH);
    if (Files.exists(fresh)) {
      Files.move(fresh, cache(part), StandardCopyOption.ATOMIC_MOVE);
    }
  }

  private Path cache(String part) {
    return folder.resolve(part + ".aot");
  }
}

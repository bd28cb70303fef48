package io.iplive.images;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Where things lie in every image, who runs them, and by which command line. */
public final class Layout {

  /** Jars, and what a start needs. */
  public static final String APP = "/app";

  public static final String JAVA_HOME = "/opt/java";

  /** User and group of every program. */
  public static final int USER = 10001;

  /** What may be written to; the rest of the file system may be mounted read-only. */
  public static final List<String> WRITABLE = List.of("/tmp", "/var/lib/iplive");

  /** Health and metrics, as the chart sets it. */
  public static final int MANAGEMENT_PORT = 9090;

  /** Of every file: layers differ by what is in them alone, and AOT caches know jars by it. */
  public static final Instant TIME = Instant.parse("2026-01-01T00:00:00Z");

  /** Options of the JVM, in a file, because they name every jar. */
  static final String START = "start";

  static final String CACHE = "start.aot";

  private static final String BILL = "sbom.cdx.json";

  private Layout() {}

  public static List<String> entryPoint() {
    return List.of(JAVA_HOME + "/bin/java", "@" + APP + "/" + START);
  }

  /** In one order: images are the same to the byte. */
  public static Map<String, String> environment() {
    Map<String, String> environment = new LinkedHashMap<>();
    environment.put("PATH", JAVA_HOME + "/bin");
    environment.put("JAVA_HOME", JAVA_HOME);
    return environment;
  }

  static String billOfMaterials() {
    return APP + "/" + BILL;
  }

  /**
   * Arguments of java that start an image's program.
   *
   * @param app where {@link #APP} lies
   * @param jars names of its jars, in the order of the class path, to which the cache is tied
   * @param cache options of the AOT cache
   */
  public static List<String> start(Image image, Path app, List<String> jars, List<String> cache) {
    List<String> all = new ArrayList<>(cache);
    all.add("-XX:+UseCompactObjectHeaders");
    all.add("-XX:-UsePerfData");
    all.add("-Djava.awt.headless=true");
    all.add("-Dstdout.encoding=UTF-8");
    all.add("-Dstderr.encoding=UTF-8");
    all.add("--enable-native-access=ALL-UNNAMED");
    all.addAll(image.options());
    all.add("-cp");
    all.add(String.join(":", jars.stream().map(jar -> app.resolve(jar).toString()).toList()));
    all.add(image.main());
    return all;
  }

  /** The same as the file {@link #START}. */
  static String startFile(Image image, List<String> jars) {
    Path app = Path.of(APP);
    List<String> cache = List.of("-XX:AOTCache=" + app.resolve(CACHE));
    return String.join("\n", start(image, app, jars, cache)) + "\n";
  }
}

package io.iplive.images.runtime;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.iplive.images.Complaint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The part of the JDK's runtime that is in every image. */
public final class JavaRuntime {

  /**
   * Beside what jdeps finds: what is found by name at run time, and what an operator looks with.
   */
  static final List<String> MODULES =
      List.of(
          "java.base",
          "java.compiler",
          "java.desktop", // java.beans, of Spring
          "java.instrument",
          "java.management",
          "java.naming",
          "java.net.http",
          "java.prefs",
          "java.rmi",
          "java.scripting",
          "java.security.jgss",
          "java.security.sasl",
          "java.sql",
          "java.sql.rowset",
          "jdk.charsets", // of pages that are searched for a keyword, of imports
          "jdk.httpserver",
          "jdk.jcmd",
          "jdk.jfr",
          "jdk.localedata",
          "jdk.management",
          "jdk.naming.dns",
          "jdk.net",
          "jdk.unsupported",
          "jdk.zipfs");

  /** Of notices. */
  private static final String LOCALES = "en,ru,zh";

  private final Path jdk;

  /** Of the JDK that runs us. */
  public JavaRuntime() {
    jdk = Path.of(System.getProperty("java.home"));
  }

  /** What the runtime follows from; the same key, the same bytes. */
  public String key() {
    return "%s %s %s".formatted(Runtime.version(), String.join(",", MODULES), LOCALES);
  }

  /** Its name and version, for the bill of materials. */
  public List<String> nameAndVersion() throws IOException {
    Properties release = new Properties();
    try (var file = Files.newBufferedReader(jdk.resolve("release"))) {
      release.load(file);
    }
    return List.of(
        unquoted(release.getProperty("IMPLEMENTOR", "OpenJDK")),
        unquoted(release.getProperty("JAVA_RUNTIME_VERSION", "" + Runtime.version())));
  }

  private static String unquoted(String text) {
    return text.replace("\"", "");
  }

  public void linkTo(Path folder) throws IOException, InterruptedException {
    run(
        "jlink",
        List.of(
            "--add-modules",
            String.join(",", MODULES),
            "--include-locales=" + LOCALES,
            "--no-header-files",
            "--no-man-pages",
            "--output",
            folder.toString()));
  }

  /** Refuses class files that ask for what is not in it. */
  public void suffices(List<Path> jars) throws IOException, InterruptedException {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "--multi-release",
                Integer.toString(Runtime.version().feature()),
                "--ignore-missing-deps",
                "--print-module-deps",
                "--class-path",
                jars.stream().map(Path::toString).collect(Collectors.joining(":"))));
    jars.forEach(jar -> arguments.add(jar.toString()));
    String printed = run("jdeps", arguments).strip();
    Set<String> missing = missing(printed.substring(printed.lastIndexOf('\n') + 1));
    if (!missing.isEmpty()) {
      throw new Complaint(
          "The images' Java lacks %s, which their jars ask for: see JavaRuntime."
              .formatted(String.join(", ", missing)));
    }
  }

  private static Set<String> missing(String needed) {
    Set<String> missing = new TreeSet<>(Arrays.asList(needed.split(",", -1)));
    missing.removeAll(Set.copyOf(MODULES));
    return missing;
  }

  private String run(String tool, List<String> arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(jdk.resolve("bin").resolve(tool).toString());
    command.addAll(arguments);
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), UTF_8);
    if (process.waitFor() != 0) {
      throw new Complaint("%s failed: %s".formatted(tool, said.strip()));
    }
    return said;
  }
}

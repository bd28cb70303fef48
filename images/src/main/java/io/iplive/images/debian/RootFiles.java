package io.iplive.images.debian;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.iplive.images.Complaint;
import io.iplive.images.Layout;
import io.iplive.images.Platform;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Files that a JVM and its native libraries need, with their licences; no shell, no tool. */
public final class RootFiles {

  private static final Map<String, List<String>> LIBRARIES =
      new TreeMap<>(
          Map.of(
              "libc6",
              List.of(
                  "libc.so.6",
                  "libdl.so.2",
                  "libm.so.6",
                  "libnss_dns.so.2",
                  "libnss_files.so.2",
                  "libpthread.so.0",
                  "libresolv.so.2",
                  "librt.so.1",
                  "libutil.so.1"),
              "libgcc-s1",
              List.of("libgcc_s.so.1"),
              "libstdc++6",
              List.of("libstdc++.so.6"),
              "zlib1g",
              List.of("libz.so.1")));

  private static final List<String> WITHOUT_LIBRARIES =
      List.of("base-files", "ca-certificates", "tzdata");
  private static final String DOCUMENTS = "usr/share/doc/";
  private static final String CERTIFICATES = "usr/share/ca-certificates/mozilla/";
  private static final String ZONES = "usr/share/zoneinfo/";
  private static final String LICENCES = "usr/share/common-licenses/";

  private final Map<String, byte[]> files = new TreeMap<>();
  private final List<Installed> installed = new ArrayList<>();

  /** A package that is in part in the root file system. */
  public record Installed(String name, String version, String architecture) {}

  private RootFiles() {}

  /** Those of this machine's kind, from packages in a folder, fetched where they are missing. */
  public static RootFiles of(Platform platform, Path packages)
      throws IOException, InterruptedException {
    RootFiles root = new RootFiles();
    Apt apt = new Apt(packages);
    for (Map.Entry<String, List<String>> each : LIBRARIES.entrySet()) {
      DebianPackage found = apt.fetched(each.getKey());
      root.note(found);
      for (String library : each.getValue()) {
        root.put(platform.libraries() + library, library, found);
      }
      root.copyright(found, apt);
    }
    root.put(
        platform.loader(),
        Path.of(platform.loader()).getFileName().toString(),
        apt.fetched("libc6"));
    for (String name : WITHOUT_LIBRARIES) {
      DebianPackage found = apt.fetched(name);
      root.note(found);
      root.copyright(found, apt);
    }
    root.all(LICENCES, apt.fetched("base-files"));
    root.all(ZONES, apt.fetched("tzdata"));
    root.files
        .keySet()
        .removeIf(path -> path.startsWith(ZONES + "right/") || path.startsWith(ZONES + "posix/"));
    root.certificates(apt.fetched("ca-certificates"));
    root.settings(apt.fetched("base-files"));
    return root;
  }

  /** The library of a name, wherever its package has it. */
  private void put(String path, String name, DebianPackage found) {
    String at =
        paths(found)
            .filter(each -> each.substring(each.lastIndexOf('/') + 1).equals(name))
            .findFirst()
            .orElseThrow(() ->
                new Complaint("There is no %s in Debian's %s.".formatted(name, found.name())));
    files.put(path, content(at, found));
  }

  private void all(String folder, DebianPackage found) {
    paths(found)
        .filter(path -> path.startsWith(folder))
        .forEach(path -> found.content(path).ifPresent(content -> files.put(path, content)));
  }

  private static Stream<String> paths(DebianPackage found) {
    TreeSet<String> paths = new TreeSet<>(found.files().keySet());
    paths.addAll(found.links().keySet());
    return paths.stream();
  }

  private static byte[] content(String path, DebianPackage found) {
    return found
        .content(path)
        .orElseThrow(
            () -> new Complaint("There is no %s in Debian's %s.".formatted(path, found.name())));
  }

  /** Those of libraries of one source lie in a package that all of them point to. */
  private void copyright(DebianPackage found, Apt apt) throws IOException, InterruptedException {
    String folder = DOCUMENTS + found.name();
    String other = found.links().get(folder);
    DebianPackage holder = other == null ? found : apt.fetched(other);
    files.put(folder + "/copyright", content(DOCUMENTS + holder.name() + "/copyright", holder));
  }

  private void certificates(DebianPackage found) throws IOException {
    ByteArrayOutputStream bundle = new ByteArrayOutputStream();
    for (String path : found.files().keySet()) {
      if (path.startsWith(CERTIFICATES)) {
        bundle.write(content(path, found));
      }
    }
    files.put("etc/ssl/certs/ca-certificates.crt", bundle.toByteArray());
  }

  private void settings(DebianPackage base) {
    files.put("etc/os-release", content("usr/lib/os-release", base));
    files.put("usr/lib/os-release", content("usr/lib/os-release", base));
    files.put("etc/debian_version", content("etc/debian_version", base));
    text("etc/nsswitch.conf", "passwd: files\ngroup: files\nhosts: files dns\n");
    text("etc/passwd", "root:x:0:0:root:/:/none\niplive:x:%1$d:%1$d::/tmp:/none\n");
    text("etc/group", "root:x:0:\niplive:x:%d:\n");
  }

  private void text(String path, String text) {
    files.put(path, text.formatted(Layout.USER).getBytes(UTF_8));
  }

  /** Where scanners of images look for what is installed. */
  private void note(DebianPackage found) {
    installed.add(new Installed(found.name(), found.version(), found.architecture()));
    files.put("var/lib/dpkg/status.d/" + found.name(), found.control().getBytes(UTF_8));
  }

  public List<Installed> installed() {
    return List.copyOf(installed);
  }

  public void writeTo(Path folder) throws IOException {
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      Path path = folder.resolve(file.getKey());
      Files.createDirectories(path.getParent());
      Files.write(path, file.getValue());
      if (path.getFileName().toString().startsWith("ld-linux")
          && !path.toFile().setExecutable(true)) {
        throw new Complaint("%s cannot be made executable.".formatted(path));
      }
    }
  }
}

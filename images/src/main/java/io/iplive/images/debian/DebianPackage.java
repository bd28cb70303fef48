package io.iplive.images.debian;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.iplive.images.Complaint;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.commons.compress.archivers.ar.ArArchiveEntry;
import org.apache.commons.compress.archivers.ar.ArArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/**
 * A package, read whole.
 *
 * @param control what it says of itself
 * @param files content by path, without a slash before it
 * @param links where they point, by path: relative to their folder, or absolute
 */
record DebianPackage(String control, Map<String, byte[]> files, Map<String, String> links) {

  private static final int MOST_LINKS = 8;

  static DebianPackage read(Path file) throws IOException {
    String control = "";
    Map<String, byte[]> files = new TreeMap<>();
    Map<String, String> links = new TreeMap<>();
    try (ArArchiveInputStream ar =
        new ArArchiveInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
      for (ArArchiveEntry part = ar.getNextEntry(); part != null; part = ar.getNextEntry()) {
        if (part.getName().startsWith("data.tar")) {
          unpack(compressed(part, ar, file), files, links);
        } else if (part.getName().startsWith("control.tar")) {
          Map<String, byte[]> about = new TreeMap<>();
          unpack(compressed(part, ar, file), about, new TreeMap<>());
          control = new String(about.getOrDefault("control", new byte[0]), UTF_8);
        }
      }
    }
    return new DebianPackage(control, files, links);
  }

  private static InputStream compressed(ArArchiveEntry part, InputStream ar, Path file)
      throws IOException {
    if (!part.getName().endsWith(".xz")) {
      throw new Complaint(
          "%s holds %s, not the xz of Debian's packages: take Debian's own."
              .formatted(file, part.getName()));
    }
    return new XZCompressorInputStream(ar);
  }

  private static void unpack(
      InputStream archive, Map<String, byte[]> files, Map<String, String> links)
      throws IOException {
    TarArchiveInputStream tar = new TarArchiveInputStream(archive);
    for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
      String path = plain(entry.getName());
      if (entry.isSymbolicLink()) {
        links.put(path, entry.getLinkName());
      } else if (entry.isLink()) {
        links.put(path, "/" + plain(entry.getLinkName()));
      } else if (entry.isFile()) {
        files.put(path, tar.readAllBytes());
      }
    }
  }

  private static String plain(String path) {
    return path.startsWith("./") ? path.substring(2) : path;
  }

  String name() {
    return field("Package");
  }

  String version() {
    return field("Version");
  }

  String architecture() {
    return field("Architecture");
  }

  private String field(String name) {
    return control
        .lines()
        .filter(line -> line.startsWith(name + ": "))
        .map(line -> line.substring(name.length() + 2))
        .findFirst()
        .orElseThrow(() -> new Complaint("A package says nothing of its " + name + "."));
  }

  /** The content at a path, through links that stay within the package. */
  Optional<byte[]> content(String path) {
    String at = path;
    for (int step = 0; step < MOST_LINKS; step++) {
      if (files.containsKey(at)) {
        return Optional.of(files.get(at));
      }
      String target = links.get(at);
      if (target == null) {
        return Optional.empty();
      }
      at =
          target.startsWith("/")
              ? target.substring(1)
              : Path.of("/" + at).resolveSibling(target).normalize().toString().substring(1);
    }
    return Optional.empty();
  }
}

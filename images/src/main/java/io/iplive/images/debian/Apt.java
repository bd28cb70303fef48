package io.iplive.images.debian;

import io.iplive.images.Complaint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Packages of the Debian that this machine knows, fetched once by its own apt, which checks their
 * signatures. What lies in the folder is taken as it is: the same packages make the same layer.
 */
final class Apt {

  private final Path folder;
  private final Map<String, DebianPackage> read = new HashMap<>();

  Apt(Path folder) {
    this.folder = folder;
  }

  DebianPackage fetched(String name) throws IOException, InterruptedException {
    DebianPackage known = read.get(name);
    if (known != null) {
      return known;
    }
    Optional<Path> there = find(name);
    if (there.isEmpty()) {
      download(name);
      there = find(name);
    }
    DebianPackage found =
        DebianPackage.read(there.orElseThrow(() -> missing(name, "apt-get download gave none")));
    read.put(name, found);
    return found;
  }

  private Optional<Path> find(String name) throws IOException {
    Files.createDirectories(folder);
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.getFileName().toString().matches("\\Q" + name + "\\E_.*\\.deb"))
          .sorted()
          .findFirst();
    }
  }

  private void download(String name) throws InterruptedException {
    try {
      Process process =
          new ProcessBuilder(List.of("apt-get", "-q", "download", name))
              .directory(folder.toFile())
              .redirectErrorStream(true)
              .redirectOutput(folder.resolve("apt.log").toFile())
              .start();
      if (process.waitFor() != 0) {
        throw missing(name, folder.resolve("apt.log") + " says why");
      }
    } catch (IOException e) {
      throw missing(name, e.toString(), e);
    }
  }

  private Complaint missing(String name, String why) {
    return missing(name, why, null);
  }

  private Complaint missing(String name, String why, @Nullable Throwable cause) {
    String sentence =
        "Debian's package %s cannot be fetched (%s): run apt-get update, or put the package into %s."
            .formatted(name, why, folder);
    return cause == null ? new Complaint(sentence) : new Complaint(sentence, cause);
  }
}

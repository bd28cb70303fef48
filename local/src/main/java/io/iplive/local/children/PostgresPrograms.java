package io.iplive.local.children;

import io.iplive.local.instance.Complaint;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/** PostgreSQL's programs: unpacked once beside the archive that the build brought. */
public final class PostgresPrograms {

  private final Path folder;

  public PostgresPrograms(Path folder) {
    this.folder = folder;
  }

  void unpackOnce() throws IOException {
    if (Files.isDirectory(programs())) {
      return;
    }
    try (FileChannel channel =
            FileChannel.open(
                folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock _ = channel.lock()) {
      if (!Files.isDirectory(programs())) {
        Path fresh = folder.resolve("programs.new");
        Trees.delete(fresh);
        unpack(archive(), fresh);
        Files.move(fresh, programs());
      }
    }
  }

  private Path archive() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.toString().endsWith(".txz"))
          .findFirst()
          .orElseThrow(() -> new Complaint("The build lacks PostgreSQL: run ./mvnw clean."));
    }
  }

  private static void unpack(Path archive, Path target) throws IOException {
    try (InputStream file = Files.newInputStream(archive);
        TarArchiveInputStream tar = new TarArchiveInputStream(new XZCompressorInputStream(file))) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        Path place = target.resolve(entry.getName()).normalize();
        if (!place.startsWith(target)) {
          throw new IOException("The archive of PostgreSQL leaves its folder: " + entry.getName());
        }
        if (entry.isDirectory()) {
          Files.createDirectories(place);
          continue;
        }
        Files.createDirectories(place.getParent());
        if (entry.isSymbolicLink()) {
          Files.createSymbolicLink(place, Path.of(entry.getLinkName()));
        } else {
          Files.copy(tar, place);
          boolean program = (entry.getMode() & 0100) != 0;
          Files.setPosixFilePermissions(
              place, PosixFilePermissions.fromString(program ? "rwxr-xr-x" : "rw-r--r--"));
        }
      }
    }
  }

  private Path programs() {
    return folder.resolve("programs");
  }

  /** Command line of a program; as root in a namespace of its own, where it is not root. */
  List<String> command(String program, String... arguments) {
    List<String> command = new ArrayList<>();
    if (isRoot()) {
      command.addAll(List.of("unshare", "-U"));
    }
    command.add(programs().resolve("bin").resolve(program).toString());
    command.addAll(List.of(arguments));
    return command;
  }

  private static boolean isRoot() {
    try {
      return Integer.valueOf(0).equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid"));
    } catch (IOException | UnsupportedOperationException _) {
      return "root".equals(System.getProperty("user.name"));
    }
  }

  /** Runs a program to its end. */
  void run(Path log, String program, String... arguments) throws IOException {
    Process process =
        new ProcessBuilder(command(program, arguments))
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .start();
    try {
      if (!process.waitFor(2, TimeUnit.MINUTES) || process.exitValue() != 0) {
        process.destroyForcibly();
        throw new Complaint(
            "PostgreSQL's %s failed (%s): read %s%s."
                .formatted(
                    program,
                    new ChildLog(log).tellingLine(0),
                    log,
                    isRoot()
                        ? "; if user namespaces are not allowed here, run ./iplive as another user than root"
                        : ""));
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new Complaint("iplive is being stopped.", e);
    }
  }
}

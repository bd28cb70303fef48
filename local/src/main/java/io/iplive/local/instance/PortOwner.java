package io.iplive.local.instance;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Who listens on a TCP port: read from /proc, so known on Linux and for visible processes only. */
public final class PortOwner {

  private static final String LISTENING = "0A";

  private PortOwner() {}

  /** Says that a port is taken, by whom if known, and what to do. */
  public static Complaint complaint(int port) {
    return new Complaint(
        "Port %d is in use%s: stop that, or name another port with --port."
            .formatted(port, owner(port).map(owner -> " by " + described(owner)).orElse("")));
  }

  private static String described(ProcessHandle owner) {
    return Processes.installation(owner)
        .map(data -> "the iplive of data directory %s (process %d)".formatted(data, owner.pid()))
        .orElseGet(() ->
            "process %d (%s)"
                .formatted(
                    owner.pid(),
                    owner
                        .info()
                        .command()
                        .map(command -> Path.of(command).getFileName().toString())
                        .orElse("unknown")));
  }

  static Optional<ProcessHandle> owner(int port) {
    Set<String> sockets =
        Stream.of("/proc/net/tcp", "/proc/net/tcp6")
            .flatMap(table -> lines(Path.of(table)).stream())
            .flatMap(line -> listeningSocket(line, port).stream())
            .map(inode -> "socket:[" + inode + "]")
            .collect(Collectors.toSet());
    if (sockets.isEmpty()) {
      return Optional.empty();
    }
    try (Stream<ProcessHandle> all = ProcessHandle.allProcesses()) {
      return all.filter(process -> holdsAny(process, sockets)).findFirst();
    }
  }

  /** The inode of the socket in a line of /proc/net/tcp, if it listens on the port. */
  static Optional<String> listeningSocket(String line, int port) {
    String[] fields = line.strip().split("\\s+", -1);
    boolean match =
        fields.length > 9
            && fields[1].endsWith(String.format(Locale.ROOT, ":%04X", port))
            && fields[3].equals(LISTENING);
    return match ? Optional.of(fields[9]) : Optional.empty();
  }

  private static List<String> lines(Path table) {
    try {
      return Files.readAllLines(table);
    } catch (IOException _) {
      return List.of();
    }
  }

  private static boolean holdsAny(ProcessHandle process, Set<String> sockets) {
    Path descriptors = Path.of("/proc", Long.toString(process.pid()), "fd");
    try (DirectoryStream<Path> files = Files.newDirectoryStream(descriptors)) {
      for (Path file : files) {
        if (sockets.contains(Files.readSymbolicLink(file).toString())) {
          return true;
        }
      }
      return false;
    } catch (IOException | DirectoryIteratorException _) {
      return false;
    }
  }
}

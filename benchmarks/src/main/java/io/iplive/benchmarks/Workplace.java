package io.iplive.benchmarks;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A folder of one run, removed at its end. */
public record Workplace(Path folder) implements AutoCloseable {

  public static Workplace open(String benchmark) throws IOException {
    return new Workplace(Files.createTempDirectory("iplive-bench-" + benchmark + "-"));
  }

  /** A folder in it. */
  public Path place(String name) throws IOException {
    return Files.createDirectories(folder.resolve(name));
  }

  /** A port on loopback that nobody listens at. */
  public static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  @Override
  public void close() throws IOException {
    List<Path> deepestFirst;
    try (Stream<Path> files = Files.walk(folder)) {
      deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path file : deepestFirst) {
      Files.deleteIfExists(file);
    }
  }
}

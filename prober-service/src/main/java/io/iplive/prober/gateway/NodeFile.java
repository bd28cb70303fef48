package io.iplive.prober.gateway;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Properties;

/** What a node keeps between two starts: who it is, in a file that only its owner reads. */
final class NodeFile {

  private static final String NODE_ID = "node_id";
  private static final String TOKEN = "token";

  private final Path file;

  /** What a gateway called this node. */
  record Known(long nodeId, String token) {

    /** Without the token. */
    @Override
    public String toString() {
      return "Known[nodeId=%d]".formatted(nodeId);
    }
  }

  NodeFile(Path folder, String nodeIp) {
    this.file = folder.resolve("node-%s.properties".formatted(nodeIp.replace(':', '-')));
  }

  Path path() {
    return file;
  }

  Optional<Known> read() throws IOException {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    Properties properties = new Properties();
    try (Reader in = Files.newBufferedReader(file)) {
      properties.load(in);
    }
    String nodeId = properties.getProperty(NODE_ID, "");
    String token = properties.getProperty(TOKEN, "");
    if (!nodeId.matches("\\d{1,15}") || token.isBlank()) {
      throw new IOException("%s holds no node_id and token".formatted(file));
    }
    return Optional.of(new Known(Long.parseLong(nodeId), token));
  }

  /** A crash leaves the old file or the new one, never half of it. */
  void write(Known known) throws IOException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    Path fresh = file.resolveSibling(file.getFileName() + ".new");
    Files.deleteIfExists(fresh);
    if (Files.getFileStore(file.toAbsolutePath().getParent()).supportsFileAttributeView("posix")) {
      Files.createFile(
          fresh,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    }
    Properties properties = new Properties();
    properties.setProperty(NODE_ID, Long.toString(known.nodeId));
    properties.setProperty(TOKEN, known.token);
    try (Writer out = Files.newBufferedWriter(fresh)) {
      properties.store(out, null);
    }
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}

package io.iplive.local.instance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * Where one installation keeps everything: settings, secrets, databases, topics, logs.
 *
 * @param path absolute, without symbolic links
 */
public record DataDirectory(Path path) {

  private static final long ROOM_NEEDED = 512L << 20;
  private static final int TRIAL_BYTES = 1 << 20;

  /** The directory at {@code path} as it is now; nothing is created. */
  public static DataDirectory at(Path path) {
    Path absolute = path.toAbsolutePath().normalize();
    try {
      return new DataDirectory(Files.exists(absolute) ? absolute.toRealPath() : absolute);
    } catch (IOException e) {
      throw new Complaint(Disk.sentence("open the data directory " + absolute, e), e);
    }
  }

  /** The same directory, created, found writable and with room. */
  public DataDirectory prepared() {
    try {
      Files.createDirectories(path);
      DataDirectory real = new DataDirectory(path.toRealPath());
      Files.createDirectories(real.logs());
      Files.createDirectories(real.run());
      real.refuseWithoutRoom();
      return real;
    } catch (FileAlreadyExistsException e) {
      throw new Complaint(
          "%s is a file, not a directory: name another place with --data.".formatted(path), e);
    } catch (IOException e) {
      throw new Complaint(Disk.sentence("use the data directory " + path, e), e);
    }
  }

  private void refuseWithoutRoom() throws IOException {
    long room = Files.getFileStore(path).getUsableSpace();
    if (room < ROOM_NEEDED) {
      throw new Complaint(
          "The disk of %s has %d MB left and iplive needs %d MB to start: make room, or name another place with --data."
              .formatted(path, room >> 20, ROOM_NEEDED >> 20));
    }
    Path trial = run().resolve("trial");
    try {
      Files.write(trial, new byte[TRIAL_BYTES]);
    } finally {
      Files.deleteIfExists(trial);
    }
  }

  public boolean exists() {
    return Files.isRegularFile(settings());
  }

  public Path settings() {
    return path.resolve("instance.properties");
  }

  public Path secrets() {
    return path.resolve("secrets.properties");
  }

  /** What operators set for services; theirs alone, never written here. */
  public Path services() {
    return path.resolve("services.properties");
  }

  public Path postgres() {
    return path.resolve("postgres");
  }

  public Path broker() {
    return path.resolve("broker");
  }

  public Path streams(String service) {
    return path.resolve("streams").resolve(service);
  }

  public Path logs() {
    return path.resolve("logs");
  }

  public Path log(String part) {
    return logs().resolve(part + ".log");
  }

  /** What lives only as long as the processes do. */
  public Path run() {
    return path.resolve("run");
  }

  public Path progress() {
    return run().resolve("progress");
  }

  /** Claims the directory for this process until it ends; empty when another one holds it. */
  public Optional<FileLock> lock() {
    try {
      FileChannel channel =
          FileChannel.open(
              run().resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      Optional<FileLock> lock = Optional.ofNullable(channel.tryLock());
      if (lock.isEmpty()) {
        channel.close();
      }
      return lock;
    } catch (OverlappingFileLockException e) {
      return Optional.empty();
    } catch (FileSystemException e) {
      throw new Complaint(Disk.sentence("lock the data directory " + path, e), e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

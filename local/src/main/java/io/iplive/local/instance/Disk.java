package io.iplive.local.instance;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.ReadOnlyFileSystemException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Says what a failure of the file system means and what to do about it. */
public final class Disk {

  private Disk() {}

  /**
   * A sentence.
   *
   * @param intention what was tried, e.g. {@code write /data/x}
   */
  public static String sentence(String intention, IOException failure) {
    String reason = reason(failure);
    String lower = reason.toLowerCase(Locale.ROOT);
    if (lower.contains("no space left") || lower.contains("quota exceeded")) {
      return "Cannot %s: the disk is full; make room, or name another place with --data."
          .formatted(intention);
    }
    if (lower.contains("read-only") || failure.getCause() instanceof ReadOnlyFileSystemException) {
      return "Cannot %s: the file system is read-only; name another place with --data."
          .formatted(intention);
    }
    if (failure instanceof AccessDeniedException || lower.contains("permission denied")) {
      return "Cannot %s: permission denied; run as the owner of it, or name another place with --data."
          .formatted(intention);
    }
    return "Cannot %s: %s.".formatted(intention, reason);
  }

  private static String reason(IOException failure) {
    @Nullable String reason =
        failure instanceof FileSystemException e ? e.getReason() : failure.getMessage();
    return reason == null ? failure.toString() : reason;
  }
}

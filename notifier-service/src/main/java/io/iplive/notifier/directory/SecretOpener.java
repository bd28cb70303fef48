package io.iplive.notifier.directory;

/** Opens secrets at rest. */
@FunctionalInterface
public interface SecretOpener {

  /**
   * The plain secret.
   *
   * @throws IllegalStateException when its key is not held or it was tampered with
   */
  String open(SealedSecret secret);
}

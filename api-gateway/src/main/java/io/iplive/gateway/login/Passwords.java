package io.iplive.gateway.login;

import io.iplive.gateway.account.PasswordHash;
import io.iplive.gateway.account.Plain;

/**
 * Hashes passwords slowly, so that stolen hashes are not guessed. Safe for use by several threads;
 * only so many hash at once, because each takes memory.
 */
public interface Passwords {

  /**
   * A hash of the newest method.
   *
   * @throws PasswordsBusyException when too many are being hashed
   */
  PasswordHash hash(Plain password);

  /**
   * Whether the hash is of the password, by whatever method the hash names.
   *
   * @throws PasswordsBusyException when too many are being hashed
   */
  boolean verify(Plain password, PasswordHash hash);

  /** Whether the hash is of an older method. */
  boolean outdated(PasswordHash hash);
}

package io.iplive.gateway.login;

/** More passwords are being hashed than this machine is allowed to; try again. */
public final class PasswordsBusyException extends RuntimeException {

  /** Carries no stack: under a flood there are many. */
  public PasswordsBusyException() {
    super("Too many passwords are being verified", null, false, false);
  }
}

package io.iplive.gateway.account;

/** What is kept of a password, tagged with the method that made it. */
public record PasswordHash(String text) {

  /** Never shown. */
  @Override
  public String toString() {
    return "***";
  }
}

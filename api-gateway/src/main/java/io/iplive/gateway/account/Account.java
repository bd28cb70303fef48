package io.iplive.gateway.account;

import java.util.List;

/**
 * A customer of the installation.
 *
 * @param version of its stream in the journal
 * @param name login name, unique in the installation
 * @param password hash of the task API's password
 */
public record Account(
    AccountId id,
    long version,
    String name,
    PasswordHash password,
    Standing standing,
    Profile profile,
    List<App> apps) {

  /** Whether it can still be changed. */
  public boolean live() {
    return !(standing instanceof Standing.Deleted);
  }
}

package io.iplive.gateway.account;

import java.util.List;

/**
 * Someone to tell about outages.
 *
 * @param version of its stream in the journal
 * @param secrets signing secrets, newest first, two while rotated
 * @param preset told about monitors that name no contacts
 */
public record Contact(
    ContactId id,
    long version,
    AccountId account,
    Channel channel,
    String address,
    List<Ciphertext> secrets,
    boolean preset) {

  /** How a contact is reached. */
  public enum Channel {
    /** A GET with the md5 key of contracts/monitorus.md. */
    HTTP
  }
}

package io.iplive.notifier.directory;

import java.util.List;

/**
 * Someone who is told about outages.
 *
 * @param active false once deleted
 * @param isDefault told about monitors that name no contacts
 * @param fullCodes whether errors are told by the published list; else by the seed's rule
 */
public record Contact(
    long contactId,
    long accountId,
    Version version,
    Channel channel,
    boolean active,
    String address,
    List<SealedSecret> secrets,
    boolean isDefault,
    Repeats repeats,
    boolean fullCodes)
    implements Recipient {

  public Contact {
    secrets = List.copyOf(secrets);
  }

  /** How a contact is reached. */
  public enum Channel {
    HTTP,
    /** A channel that this program does not serve. */
    OTHER
  }
}

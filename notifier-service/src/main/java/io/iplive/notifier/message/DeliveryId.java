package io.iplive.notifier.message;

/**
 * What a receiver drops repeats by: the same for every attempt, restart and replay of one event to
 * one receiver.
 */
public record DeliveryId(String value) {

  private static final int HEX_DIGITS = 32;

  /** Of an event to a contact. */
  public static DeliveryId toContact(String eventId, long contactId) {
    return of(eventId + "|contact:" + contactId);
  }

  /** Of a round's callback. */
  public static DeliveryId toApp(String eventId, long appId) {
    return of(eventId + "|app:" + appId);
  }

  private static DeliveryId of(String text) {
    return new DeliveryId(Digests.sha256(text).substring(0, HEX_DIGITS));
  }
}

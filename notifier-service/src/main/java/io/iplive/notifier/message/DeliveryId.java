package io.iplive.notifier.message;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * What a receiver drops repeats by: the same for every attempt, restart and replay of one event to
 * one receiver.
 */
public record DeliveryId(String value) {

  private static final int HEX_DIGITS = 32;
  private static final int HEX = 16;

  /** Of an event to a contact. */
  public static DeliveryId toContact(String eventId, long contactId) {
    return of(eventId + "|contact:" + contactId);
  }

  /** Of a round's callback. */
  public static DeliveryId toApp(String eventId, long appId) {
    return of(eventId + "|app:" + appId);
  }

  private static DeliveryId of(String text) {
    try {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
      return new DeliveryId(HexFormat.of().formatHex(digest).substring(0, HEX_DIGITS));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JDK has SHA-256", e);
    }
  }

  /** A number from 0 to 15 for each turn, the same at every repeat: dice that replay. */
  public int digit(int turn) {
    return Character.digit(value.charAt(turn % value.length()), HEX);
  }
}

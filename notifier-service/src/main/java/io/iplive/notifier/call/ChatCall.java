package io.iplive.notifier.call;

import java.net.URI;
import java.util.Map;

/** The Bot API's sendMessage. */
public final class ChatCall {

  private ChatCall() {}

  /**
   * The call that brings a text to a chat.
   *
   * @param root of the Bot API
   * @param token of the bot that speaks
   * @param chat number, or @name of a channel
   * @throws IllegalArgumentException when the root or the token makes no address
   */
  public static Call of(URI root, String token, String chat, String text) {
    String body = new Json().put("chat_id", chat).put("text", text).end();
    URI address = Addresses.usable(root + "/bot" + token + "/sendMessage");
    return Call.post(address, Call.Type.JSON, body, Map.of());
  }
}

package io.iplive.prober.net;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** What a test server does once it has read a request's head. */
interface Answers {

  void answer(Socket client) throws IOException, InterruptedException;

  /** Sends the text and closes in order. */
  static Answers text(String text) {
    return client -> {
      OutputStream out = client.getOutputStream();
      out.write(text.getBytes(StandardCharsets.ISO_8859_1));
      out.flush();
    };
  }

  /** Sends the text, then keeps the connection open until the client leaves. */
  static Answers thenHang(String text) {
    return client -> {
      text(text).answer(client);
      var _ = client.getInputStream().read();
    };
  }

  /** Sends the same text again and again until the client leaves. */
  static Answers endless(String start, String again) {
    return client -> {
      text(start).answer(client);
      while (!client.isClosed()) {
        text(again).answer(client);
      }
    };
  }

  /** Resets the connection after the text. */
  static Answers thenReset(String text) {
    return client -> {
      text(text).answer(client);
      client.setSoLinger(true, 0);
    };
  }

  static Answers ok() {
    return text("HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\nok");
  }
}

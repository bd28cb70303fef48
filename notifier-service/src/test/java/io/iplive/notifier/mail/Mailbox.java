package io.iplive.notifier.mail;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.subethamail.smtp.MessageContext;
import org.subethamail.smtp.MessageHandler;
import org.subethamail.smtp.RejectException;
import org.subethamail.smtp.server.SMTPServer;

/** A real SMTP server that keeps what it takes and refuses as it is told. */
public final class Mailbox implements AutoCloseable {

  static final String REFUSAL = "not now, or never";

  private final SMTPServer server;
  private final List<Received> received = new CopyOnWriteArrayList<>();
  private volatile int recipients;
  private volatile int senders;
  private volatile int data;

  public Mailbox() {
    server =
        SMTPServer.port(0)
            .bindAddress(InetAddress.getLoopbackAddress())
            .messageHandlerFactory(Handler::new)
            .build();
    server.start();
  }

  /** A mail with its envelope. */
  public record Received(@Nullable String ehlo, String from, String to, String data) {}

  public int port() {
    return server.getPortAllocated();
  }

  public List<Received> all() {
    return received;
  }

  Received only() {
    if (received.size() != 1) {
      throw new AssertionError("Received: " + received);
    }
    return received.getFirst();
  }

  /** 0: takes them. */
  public void refusesRecipientsWith(int code) {
    recipients = code;
  }

  void refusesSendersWith(int code) {
    senders = code;
  }

  void refusesDataWith(int code) {
    data = code;
  }

  private final class Handler implements MessageHandler {

    private final MessageContext context;
    private String from = "";
    private String to = "";

    Handler(MessageContext context) {
      this.context = context;
    }

    @Override
    public void from(String sender) throws RejectException {
      refuse(senders);
      from = sender;
    }

    @Override
    public void recipient(String recipient) throws RejectException {
      refuse(recipients);
      to = recipient;
    }

    @Override
    public String data(InputStream in) throws RejectException, IOException {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      refuse(data);
      received.add(new Received(context.getHelo().orElse(null), from, to, text));
      return "taken";
    }

    @Override
    public void done() {}

    private static void refuse(int code) throws RejectException {
      if (code != 0) {
        throw new RejectException(code, REFUSAL);
      }
    }
  }

  @Override
  public void close() {
    server.stop();
  }
}

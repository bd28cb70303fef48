package io.iplive.prober.net;

import io.netty.pkitesting.X509Bundle;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/** A target under the test's control: real sockets, scripted answers, everything seen is kept. */
final class TargetServer implements Closeable {

  private final ServerSocket server;
  private final Answers answers;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final List<Socket> clients = new CopyOnWriteArrayList<>();
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final List<String> serverNames = new CopyOnWriteArrayList<>();

  private final boolean patient;

  private TargetServer(ServerSocket server, boolean patient, Answers answers) {
    this.server = server;
    this.patient = patient;
    this.answers = answers;
    var _ = threads.submit(this::acceptAll);
  }

  static TargetServer plain(Answers answers) throws IOException {
    return plain(InetAddress.ofLiteral("127.0.0.1"), answers);
  }

  static TargetServer plain(InetAddress address, Answers answers) throws IOException {
    return new TargetServer(new ServerSocket(0, 4_000, address), true, answers);
  }

  /** Answers at once, whatever the client says. */
  static TargetServer hasty(Answers answers) throws IOException {
    return new TargetServer(
        new ServerSocket(0, 50, InetAddress.ofLiteral("127.0.0.1")), false, answers);
  }

  static TargetServer tls(X509Bundle certificate, Answers answers)
      throws IOException, GeneralSecurityException {
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(certificate.toKeyManagerFactory().getKeyManagers(), null, null);
    return new TargetServer(
        context
            .getServerSocketFactory()
            .createServerSocket(0, 50, InetAddress.ofLiteral("127.0.0.1")),
        true,
        answers);
  }

  static TargetServer plain(InetAddress address, int port, Answers answers) throws IOException {
    return new TargetServer(new ServerSocket(port, 50, address), true, answers);
  }

  /** Talks to nobody who does not show that certificate. */
  static TargetServer askingFor(X509Bundle certificate, X509Bundle client, Answers answers)
      throws IOException, GeneralSecurityException {
    KeyStore known = KeyStore.getInstance(KeyStore.getDefaultType());
    known.load(null, null);
    known.setCertificateEntry("client", client.getCertificate());
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(known);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(
        certificate.toKeyManagerFactory().getKeyManagers(), trust.getTrustManagers(), null);
    SSLServerSocket server =
        (SSLServerSocket)
            context
                .getServerSocketFactory()
                .createServerSocket(0, 50, InetAddress.ofLiteral("127.0.0.1"));
    server.setNeedClientAuth(true);
    return new TargetServer(server, true, answers);
  }

  /** A port of 127.0.0.1 that nobody listens on. */
  static int closedPort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
      return socket.getLocalPort();
    }
  }

  int port() {
    return server.getLocalPort();
  }

  /** Heads of the requests read, oldest first. */
  List<String> requests() {
    return requests;
  }

  /** Names the clients asked for by SNI; an empty text for a client that sent none. */
  List<String> serverNames() {
    return serverNames;
  }

  /** Connections taken. */
  int connections() {
    return clients.size();
  }

  private Void acceptAll() throws IOException {
    while (!server.isClosed()) {
      Socket client = accept();
      if (client != null) {
        clients.add(client);
        var _ = threads.submit(() -> talk(client));
      }
    }
    return null;
  }

  private @Nullable Socket accept() throws IOException {
    try {
      return server.accept();
    } catch (SocketException e) {
      return null;
    }
  }

  private Void talk(Socket client) throws IOException, InterruptedException {
    try (client) {
      if (client instanceof SSLSocket secure) {
        secure.startHandshake();
        serverNames.add(serverName(secure));
      }
      if (patient) {
        requests.add(head(client.getInputStream()));
      }
      answers.answer(client);
    }
    return null;
  }

  private static String serverName(SSLSocket socket) {
    return socket.getSession() instanceof ExtendedSSLSession session
        ? session.getRequestedServerNames().stream()
            .flatMap(name -> name instanceof SNIHostName host ? Stream.of(host) : Stream.empty())
            .map(SNIHostName::getAsciiName)
            .findFirst()
            .orElse("")
        : "";
  }

  private static String head(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      int next = in.read();
      if (next < 0) {
        break;
      }
      head.append((char) next);
    }
    byte[] bytes = head.toString().getBytes(StandardCharsets.ISO_8859_1);
    return new String(bytes, StandardCharsets.UTF_8);
  }

  @Override
  public void close() throws IOException {
    server.close();
    for (Socket client : clients) {
      client.close();
    }
    threads.shutdownNow();
  }
}

package io.iplive.prober.net;

import io.iplive.prober.probe.ProbeRequest;
import io.iplive.prober.probe.check.Dialogue;
import io.iplive.prober.probe.check.DnsCheck;
import io.iplive.prober.probe.check.ExpectedCodes;
import io.iplive.prober.probe.check.HttpCheck;
import io.iplive.prober.probe.check.HttpMessage;
import io.iplive.prober.probe.check.Keywords;
import io.iplive.prober.probe.demand.Demands;
import io.netty.pkitesting.X509Bundle;
import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.Charset;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Targets that blackbox_exporter and ours can both probe, and the servers behind them. */
final class BlackboxTargets implements Closeable {

  private static final String HOST = BlackboxModules.HOST;
  private static final String PHRASE = BlackboxModules.PHRASE;
  private static final Duration PATIENCE = Duration.ofSeconds(4);
  private static final ExpectedCodes GOOD_CODES = ExpectedCodes.parse("2xx");

  /**
   * A target for both.
   *
   * @param good our verdict
   * @param unlike why blackbox_exporter's is the other; null: it is the same
   */
  record Case(
      String name,
      String module,
      String target,
      ProbeRequest request,
      boolean good,
      @Nullable String unlike) {}

  private final List<Case> cases = new ArrayList<>();
  private final List<Closeable> servers = new ArrayList<>();

  static BlackboxTargets open() throws IOException, GeneralSecurityException {
    BlackboxTargets targets = new BlackboxTargets();
    targets.gather();
    return targets;
  }

  List<Case> cases() {
    return List.copyOf(cases);
  }

  private void gather() throws IOException, GeneralSecurityException {
    for (HttpTable.Good good : HttpTable.good()) {
      boolean expected = GOOD_CODES.matches(good.status());
      http(good.name(), TargetServer.plain(Answers.text(good.answer())), expected, null);
    }
    for (HttpTable.Bad bad : HttpTable.bad()) {
      http(bad.name(), TargetServer.plain(bad.answers()), false, null);
    }
    for (HttpTable.Slow slow : HttpTable.slow()) {
      http(slow.name(), TargetServer.plain(slow.answers()), false, null);
    }
    redirects();
    keywords();
    certificates();
    connections();
    names();
    add("icmp", "loopback", "127.0.0.1", request("icmp", "127.0.0.1", 1, check(false)), true, null);
  }

  private void http(String name, TargetServer server, boolean good, @Nullable String unlike) {
    servers.add(server);
    add(
        "http",
        name,
        "http://127.0.0.1:%d/".formatted(server.port()),
        request("http", "127.0.0.1", server.port(), check(false)),
        good,
        unlike);
  }

  private void redirects() throws IOException {
    for (int hops : List.of(1, 10, 11)) {
      Site site = Site.serving(request -> hop(request, hops));
      servers.add(site);
      add(
          "follow",
          hops + " redirects",
          "http://127.0.0.1:%d/0".formatted(site.port()),
          request("http", "127.0.0.1", site.port(), check(true)),
          hops <= 10,
          null);
    }
    Site nowhere = Site.serving(_ -> Site.redirect(302, "http://user@a.example/"));
    servers.add(nowhere);
    add(
        "follow",
        "a redirect to nowhere",
        "http://127.0.0.1:%d/".formatted(nowhere.port()),
        request("http", "127.0.0.1", nowhere.port(), check(true)),
        false,
        null);
  }

  private static byte[] hop(String request, int last) {
    int here = Integer.parseInt(request.substring(5, request.indexOf(' ', 5)) + "0") / 10;
    return here == last ? Site.ok() : Site.redirect(302, "/" + (here + 1));
  }

  private void keywords() throws IOException {
    keyword(
        "utf-8", Site.page("", ("<p>" + PHRASE).getBytes(Charset.forName("UTF-8"))), true, null);
    keyword("another page", Site.ok(), false, null);
    keyword(
        "gbk",
        Site.page(
            "Content-Type: text/html; charset=gbk\r\n",
            ("<p>" + PHRASE).getBytes(Charset.forName("GBK"))),
        true,
        "it compares bytes and knows no charset");
  }

  private void keyword(String name, byte[] page, boolean good, @Nullable String unlike)
      throws IOException {
    Site site = Site.serving(_ -> page);
    servers.add(site);
    HttpCheck check =
        new HttpCheck(
            "/",
            null,
            null,
            null,
            GOOD_CODES,
            true,
            false,
            HttpMessage.GET,
            new Keywords(PHRASE, null));
    add(
        "keyword",
        name,
        "http://127.0.0.1:%d/".formatted(site.port()),
        request("http", "127.0.0.1", site.port(), check),
        good,
        unlike);
  }

  private void certificates() throws IOException, GeneralSecurityException {
    X509Bundle good = Certificates.of(HOST, 100);
    secure("a good one", good, true);
    secure("expired", Certificates.of(HOST, -1), false);
    secure("of another name", Certificates.of("other.test", 100), false);
    secure(
        "without alternative names",
        Certificates.signed(Certificates.lasting(HOST, 100), Certificates.AUTHORITY),
        false);
    secure(
        "self-signed",
        Certificates.signed(
            Certificates.lasting(HOST, 100).addSanDnsName(HOST).setIsCertificateAuthority(true),
            null),
        false);
    secure("with an expired cross-signed root that no path needs", crossSigned(good), true);
    TargetServer bare = TargetServer.tls(good, Answers.ok());
    servers.add(bare);
    add(
        "bare",
        "a bare address",
        "https://127.0.0.1:%d/".formatted(bare.port()),
        request("https", "127.0.0.1", bare.port(), check(false)),
        true,
        "the API's contract: without a domain there is no name, and no check of it");
  }

  private static X509Bundle crossSigned(X509Bundle leaf) {
    X509Bundle oldRoot =
        Certificates.signed(
            Certificates.lasting("Old Root", -35).setIsCertificateAuthority(true), null);
    X509Certificate cross =
        Certificates.signed(
                Certificates.lasting("Test CA", -35)
                    .setIsCertificateAuthority(true)
                    .publicKey(Certificates.AUTHORITY.getKeyPair().getPublic()),
                oldRoot)
            .getCertificate();
    return X509Bundle.fromCertificatePath(
        new X509Certificate[] {leaf.getCertificate(), cross},
        oldRoot.getCertificate(),
        leaf.getKeyPair());
  }

  private void secure(String name, X509Bundle certificate, boolean good)
      throws IOException, GeneralSecurityException {
    TargetServer server = TargetServer.tls(certificate, Answers.ok());
    servers.add(server);
    HttpCheck check = new HttpCheck("/", HOST, null, null, GOOD_CODES, true, false);
    String place = "127.0.0.1:" + server.port();
    add(
        "https",
        name,
        "https://" + place + "/",
        request("https", "127.0.0.1", server.port(), check),
        good,
        null);
    add("tls", name, place, request("tls", "127.0.0.1", server.port(), check), good, null);
  }

  private void connections() throws IOException, GeneralSecurityException {
    Talker ready = talker(talk -> talk.say("220 ready\r\n"));
    Talker busy = talker(talk -> talk.say("421 busy\r\n"));
    Talker mute = talker(Talker.Talk::waitForEnd);
    talk("tcp", "open", ready.port(), Demands.NONE, true);
    talk("tcp", "closed", TargetServer.closedPort(), Demands.NONE, false);
    Demands greeting = Wanted.script("expect 220 ");
    talk("greeting", "ready", ready.port(), greeting, true);
    talk("greeting", "busy", busy.port(), greeting, false);
    talk("greeting", "mute", mute.port(), greeting, false);
    Demands upgrade =
        Wanted.script(
            "expect 220 \nsend STARTTLS\\r\\n\nexpect 220 \nstarttls\nsend EHLO me\\r\\n\nexpect 250 ");
    talk("starttls", "a good one", mail(Certificates.of(HOST, 100)).port(), upgrade, true);
    talk("starttls", "expired", mail(Certificates.of(HOST, -1)).port(), upgrade, false);
  }

  private Talker talker(Talker.Script script) throws IOException {
    Talker talker = Talker.plain(script);
    servers.add(talker);
    return talker;
  }

  private Talker mail(X509Bundle certificate) throws IOException, GeneralSecurityException {
    Talker talker =
        Talker.withTls(
            certificate,
            talk -> {
              talk.say("220 mail\r\n");
              talk.hear();
              talk.say("220 go\r\n");
              talk.startTls();
              talk.hear();
              talk.say("250 hello\r\n");
              talk.waitForEnd();
            });
    servers.add(talker);
    return talker;
  }

  private void talk(String module, String name, int port, Demands demands, boolean good) {
    HttpCheck check = new HttpCheck("/", HOST, null, null, GOOD_CODES, true, false);
    add(
        module,
        name,
        "127.0.0.1:" + port,
        request("tcp", "127.0.0.1", port, check).demanding(demands),
        good,
        null);
  }

  private void names() throws IOException {
    ZoneServer zone = new ZoneServer();
    servers.add(zone);
    for (String name : BlackboxModules.NAMES) {
      boolean good = name.equals("plain") || name.equals("big");
      String type = name.equals("big") ? "TXT" : "A";
      add(
          "dns_" + name,
          name,
          "127.0.0.1:" + zone.port(),
          new ProbeRequest(
              "dns",
              name + ".test",
              zone.port(),
              PATIENCE,
              0,
              HttpCheck.DEFAULT,
              Dialogue.NONE,
              new DnsCheck(type, "127.0.0.1", null),
              null,
              null),
          good,
          name.equals("empty") ? "it is content with an answer that has no record" : null);
    }
  }

  private void add(
      String module,
      String name,
      String target,
      ProbeRequest request,
      boolean good,
      @Nullable String unlike) {
    cases.add(new Case(name, module, target, request, good, unlike));
  }

  private static HttpCheck check(boolean follow) {
    return new HttpCheck(follow ? "/0" : "/", null, null, null, GOOD_CODES, true, follow);
  }

  private static ProbeRequest request(String protocol, String address, int port, HttpCheck check) {
    return new ProbeRequest(protocol, address, port, PATIENCE, 0, check);
  }

  @Override
  public void close() throws IOException {
    for (Closeable server : servers) {
      server.close();
    }
  }
}

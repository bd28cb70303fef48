package io.iplive.prober.net;

import io.iplive.prober.net.attempt.Connector;
import io.iplive.prober.net.attempt.Lookup;
import io.iplive.prober.net.attempt.Names;
import io.iplive.prober.net.attempt.ProbeType;
import io.iplive.prober.net.attempt.Security;
import io.iplive.prober.net.http.HttpStyle;
import io.iplive.prober.net.http.PageChecks;
import io.iplive.prober.net.http.Web;
import io.iplive.prober.net.icmp.Echoes;
import io.iplive.prober.net.line.TalkProbe;
import io.iplive.prober.net.type.DnsProbe;
import io.iplive.prober.net.type.DomainProbe;
import io.iplive.prober.net.type.FtpProbe;
import io.iplive.prober.net.type.HttpProbe;
import io.iplive.prober.net.type.IcmpProbe;
import io.iplive.prober.net.type.ImapProbe;
import io.iplive.prober.net.type.Pop3Probe;
import io.iplive.prober.net.type.SmtpProbe;
import io.iplive.prober.net.type.SshProbe;
import io.iplive.prober.net.type.TcpProbe;
import io.iplive.prober.net.type.TlsProbe;
import io.iplive.prober.net.type.UdpProbe;
import io.iplive.prober.probe.web.WebAddress;
import java.time.InstantSource;
import java.util.Map;

/** Every probe type by its protocol's name. */
final class ProbeTypes {

  private static final int NO_PORT = -1;

  private ProbeTypes() {}

  /** Those that a node needs for itself. */
  static Map<String, ProbeType> own(Connector connector, Security security) {
    return Map.of("tcp", new TcpProbe(connector, security, 0));
  }

  static Map<String, ProbeType> all(
      EngineSettings settings,
      Connector connector,
      Lookup lookup,
      Names names,
      Security security,
      PageChecks pages,
      Echoes echoes,
      InstantSource clock) {
    HttpStyle style =
        new HttpStyle(settings.userAgent(), settings.maxBodyBytes(), settings.maxHeaderBytes());
    Web web = new Web(connector, security, style, pages);
    int maxAnswer = Math.toIntExact(Math.min(settings.maxBodyBytes(), Integer.MAX_VALUE));
    ProbeType echo = new IcmpProbe(lookup, echoes);
    return Map.ofEntries(
        Map.entry("http", new HttpProbe(false, web)),
        Map.entry("https", new HttpProbe(true, web)),
        Map.entry("tcp", new TcpProbe(connector, security, maxAnswer)),
        Map.entry("udp", new UdpProbe(connector, lookup)),
        Map.entry("icmp", echo),
        Map.entry("ping", echo),
        Map.entry("dns", new DnsProbe(connector, lookup, names)),
        Map.entry("tls", new TlsProbe(connector, security)),
        Map.entry("smtp", new TalkProbe(connector, security, 25, 465, SmtpProbe::new)),
        Map.entry("pop3", new TalkProbe(connector, security, 110, 995, Pop3Probe::new)),
        Map.entry("imap", new TalkProbe(connector, security, 143, 993, ImapProbe::new)),
        Map.entry("ftp", new TalkProbe(connector, security, 21, 990, FtpProbe::new)),
        Map.entry("ssh", new TalkProbe(connector, security, 22, NO_PORT, SshProbe::new)),
        Map.entry("domain", new DomainProbe(web, WebAddress.parse(settings.rdapServer()), clock)));
  }
}

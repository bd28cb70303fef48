package io.iplive.prober.net;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What blackbox_exporter is told to do, in its own words. */
final class BlackboxModules {

  /** Whom certificates are for. */
  static final String HOST = "good.test";

  /** What a page must hold. */
  static final String PHRASE = "\u6b22\u8fce\u5149\u4e34";

  /** Of {@link ZoneServer}. */
  static final List<String> NAMES =
      List.of("plain", "gone", "broken", "refused", "silent", "garbage", "big", "empty", "cut");

  private BlackboxModules() {}

  /** With the same bounds as ours. */
  static String configuration(Path folder) throws IOException {
    Path root = folder.resolve("root.pem");
    Files.writeString(root, Certificates.AUTHORITY.getCertificatePEM());
    StringBuilder dns = new StringBuilder();
    for (String name : NAMES) {
      dns.append(
          """
            dns_%1$s:
              prober: dns
              timeout: 4s
              dns: { query_name: %1$s.test, query_type: %2$s, preferred_ip_protocol: ip4 }
          """
              .formatted(name, name.equals("big") ? "TXT" : "A"));
    }
    return """
    modules:
      http:
        prober: http
        timeout: 4s
        http:
          preferred_ip_protocol: ip4
          valid_http_versions: [HTTP/1.0, HTTP/1.1]
          follow_redirects: false
          body_size_limit: %1$dB
      follow:
        prober: http
        timeout: 4s
        http: { preferred_ip_protocol: ip4, follow_redirects: true }
      keyword:
        prober: http
        timeout: 4s
        http: { preferred_ip_protocol: ip4, fail_if_body_not_matches_regexp: ["%2$s"] }
      https:
        prober: http
        timeout: 4s
        http:
          preferred_ip_protocol: ip4
          headers: { Host: %3$s }
          tls_config: { ca_file: %4$s, server_name: %3$s }
      bare:
        prober: http
        timeout: 4s
        http: { preferred_ip_protocol: ip4, tls_config: { ca_file: %4$s } }
      tls:
        prober: tcp
        timeout: 4s
        tcp: { tls: true, tls_config: { ca_file: %4$s, server_name: %3$s } }
      tcp: { prober: tcp, timeout: 4s }
      greeting:
        prober: tcp
        timeout: 4s
        tcp: { query_response: [ { expect: "^220 " } ] }
      starttls:
        prober: tcp
        timeout: 4s
        tcp:
          query_response:
            - { expect: "^220 " }
            - { send: "STARTTLS" }
            - { expect: "^220 " }
            - { starttls: true }
            - { send: "EHLO me" }
            - { expect: "^250 " }
          tls_config: { ca_file: %4$s, server_name: %3$s }
      icmp: { prober: icmp, timeout: 4s, icmp: { preferred_ip_protocol: ip4 } }
    %5$s
    """
        .formatted(HttpTable.MAX_BODY, PHRASE, HOST, root, dns);
  }
}

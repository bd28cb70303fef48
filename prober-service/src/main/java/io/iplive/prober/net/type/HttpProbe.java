package io.iplive.prober.net.type;

import io.iplive.prober.net.attempt.AttemptRun;
import io.iplive.prober.net.attempt.ProbeType;
import io.iplive.prober.net.http.PageSearch;
import io.iplive.prober.net.http.Purpose;
import io.iplive.prober.net.http.Web;
import io.iplive.prober.net.http.WebVisit;
import io.iplive.prober.probe.ProbeRequest;
import io.iplive.prober.probe.web.WebAddress;

/**
 * {@code http} and {@code https}: a request over HTTP/1.1 on a new connection, with a full
 * handshake where there is one. The certificate is checked against the check's host or the
 * address's name; for a bare address there is nothing to check it against.
 */
public final class HttpProbe implements ProbeType {

  private final boolean secure;
  private final int protocolPort;
  private final Web web;

  public HttpProbe(boolean secure, Web web) {
    this.secure = secure;
    this.protocolPort = secure ? 443 : 80;
    this.web = web;
  }

  @Override
  public void start(ProbeRequest request, AttemptRun run) {
    Purpose purpose = request.readsPage() ? new PageSearch(web, request) : Purpose.AN_ANSWER;
    new WebVisit(web, request, first(request), purpose, run).start();
  }

  private WebAddress first(ProbeRequest request) {
    String name = request.serverName();
    String host = name == null ? withoutBrackets(request.address()) : name;
    return new WebAddress(secure, host, request.portOr(protocolPort), request.http().path());
  }

  private static String withoutBrackets(String address) {
    return address.startsWith("[") && address.endsWith("]")
        ? address.substring(1, address.length() - 1)
        : address;
  }
}

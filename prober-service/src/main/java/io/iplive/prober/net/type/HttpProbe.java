package io.iplive.prober.net.type;

import io.iplive.prober.net.attempt.AttemptRun;
import io.iplive.prober.net.attempt.ProbeType;
import io.iplive.prober.net.http.Purpose;
import io.iplive.prober.net.http.Web;
import io.iplive.prober.net.http.WebVisit;
import io.iplive.prober.probe.ProbeRequest;
import io.iplive.prober.probe.check.Keywords;
import io.iplive.prober.probe.web.Bytes;
import io.iplive.prober.probe.web.PageText;
import io.iplive.prober.probe.web.UnreadableBody;
import io.iplive.prober.probe.web.WebAddress;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponse;

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
    Keywords keywords = request.http().keywords();
    Purpose purpose =
        keywords.any() ? Purpose.AN_ANSWER : new PageSearch(keywords, web.style().maxBodyBytes());
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

  private record PageSearch(Keywords keywords, long maxBytes) implements Purpose {

    @Override
    public Bytes reader(HttpResponse head) throws UnreadableBody {
      HttpHeaders headers = head.headers();
      return PageText.reader(
          keywords,
          headers.get(HttpHeaderNames.CONTENT_TYPE),
          headers.get(HttpHeaderNames.CONTENT_ENCODING),
          maxBytes);
    }

    @Override
    public void complete(AttemptRun run) {
      run.complete();
    }
  }
}

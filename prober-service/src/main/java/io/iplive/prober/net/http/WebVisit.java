package io.iplive.prober.net.http;

import io.iplive.prober.net.attempt.AttemptRun;
import io.iplive.prober.probe.Evidence.Hop;
import io.iplive.prober.probe.Fault;
import io.iplive.prober.probe.ProbeRequest;
import io.iplive.prober.probe.check.HttpCheck;
import io.iplive.prober.probe.check.HttpMessage;
import io.iplive.prober.probe.web.Bytes;
import io.iplive.prober.probe.web.Cookies;
import io.iplive.prober.probe.web.Inflation;
import io.iplive.prober.probe.web.UnreadableBody;
import io.iplive.prober.probe.web.WebAddress;
import io.netty.channel.Channel;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponse;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One attempt over HTTP: a request, and those of the redirects that lead on from it, each on a new
 * connection to an address that was asked about. What the customer sends along goes to the site
 * that the check is for and to no other, and never from https on to http.
 */
public final class WebVisit {

  private static final int MOST_REDIRECTS = 10;
  private static final int SEE_OTHER = 303;

  private final Web web;
  private final ProbeRequest request;
  private final WebAddress first;
  private final Purpose purpose;
  private final AttemptRun run;
  private WebAddress here;
  private HttpMessage message;
  private @Nullable Cookies cookies;
  private @Nullable HttpResponse answer;
  private @Nullable Bytes reading;
  private boolean excerpted;

  /**
   * A visit.
   *
   * @param first its host is the one that the check is for; connected is to the request's address
   */
  public WebVisit(
      Web web, ProbeRequest request, WebAddress first, Purpose purpose, AttemptRun run) {
    this.web = web;
    this.request = request;
    this.first = first;
    this.purpose = purpose;
    this.run = run;
    this.here = first;
    this.message = request.http().message();
  }

  /** Begins. */
  public void start() {
    run.atTimeOut(this::witness);
    ask(request.serverName());
  }

  private void ask(@Nullable String serverName) {
    HttpCheck check = request.http();
    boolean own = trusted(here);
    String sent = own ? check.cookies() : null;
    String text =
        RequestText.of(
            here,
            check,
            own ? message : bare(message),
            cookies == null ? sent : cookies.header(here, sent),
            request.readsPage(),
            web.style().userAgent());
    HttpExchange exchange = new HttpExchange(this, text, message.bodiless(), web.style(), run);
    String address = here.host().equals(first.host()) ? request.address() : here.host();
    if (here.secure()) {
      web.connector()
          .connect(
              run,
              address,
              request.demands().ip(),
              here.port(),
              pipeline ->
                  pipeline.addLast(
                      web.security()
                          .handler(
                              serverName,
                              here.port(),
                              check.tlsVerify(),
                              own ? request.demands().identity() : null),
                      exchange.decoder(),
                      exchange),
              channel ->
                  web.security()
                      .handshake(run, channel, secured -> afterHandshake(exchange, secured)));
    } else {
      web.connector()
          .connect(
              run,
              address,
              request.demands().ip(),
              here.port(),
              pipeline -> pipeline.addLast(exchange.decoder(), exchange),
              exchange::send);
    }
  }

  private static HttpMessage bare(HttpMessage message) {
    return new HttpMessage(message.method(), List.of(), message.body() == null ? null : "");
  }

  private void afterHandshake(HttpExchange exchange, Channel channel) {
    boolean fits =
        here.host().equals(first.host())
            ? web.security().fits(run, channel, request)
            : web.security().lastsIfWanted(run, channel, request);
    if (fits) {
      exchange.send(channel);
    }
  }

  private boolean trusted(WebAddress to) {
    return to.host().equals(first.host()) && (to.secure() || !first.secure());
  }

  /** Whether the answer is a redirect, and the visit goes on elsewhere or ends here. */
  boolean followed(HttpExchange exchange, HttpResponse head) {
    answer = head;
    int status = head.status().code();
    if (!request.http().followRedirects() || !redirects(status)) {
      return false;
    }
    String location = head.headers().get(HttpHeaderNames.LOCATION);
    if (location == null) {
      return false;
    }
    if (run.hops() == MOST_REDIRECTS) {
      witness();
      run.fail(
          Fault.TOO_MANY_REDIRECTS, "There are more than %d redirects".formatted(MOST_REDIRECTS));
      return true;
    }
    WebAddress next;
    try {
      next = here.resolveHeader(location);
    } catch (IllegalArgumentException e) {
      witness();
      run.fail(
          Fault.REDIRECT_INVALID,
          "A redirect leads to no usable address: %s".formatted(e.getMessage()));
      return true;
    }
    exchange.leave();
    follow(status, next, head);
    return true;
  }

  private static boolean redirects(int status) {
    return status == 301 || status == 302 || status == SEE_OTHER || status == 307 || status == 308;
  }

  private void follow(int status, WebAddress next, HttpResponse head) {
    Cookies jar = cookies == null ? new Cookies() : cookies;
    cookies = jar;
    head.headers().getAll(HttpHeaderNames.SET_COOKIE).forEach(cookie -> jar.take(here, cookie));
    message = after(status, message);
    here = next;
    answer = null;
    run.hop(new Hop(status, next.toString()));
    ask(next.host().equals(first.host()) ? request.serverName() : WebAddress.name(next.host()));
  }

  /** As browsers do: a form is not sent again, unless the server insists. */
  private static HttpMessage after(int status, HttpMessage before) {
    boolean again = status == 307 || status == 308 || before.bodiless();
    boolean posted = before.method().equals("POST");
    if (again || (status != SEE_OTHER && !posted) || before.method().equals("GET")) {
      return before;
    }
    return new HttpMessage(
        "GET",
        before.headers().stream()
            .filter(header -> !header.name().equalsIgnoreCase("Content-Type"))
            .toList(),
        null);
  }

  /** Who reads the last answer's body; null: nobody. */
  @Nullable Bytes reader(HttpResponse head) throws UnreadableBody {
    if (!request.http().expected().matches(head.status().code())) {
      return excerpt(head);
    }
    Bytes wanted = purpose.reader(head);
    if (wanted != null) {
      run.atEnd(wanted::release);
    }
    reading = wanted;
    return wanted;
  }

  private @Nullable Bytes excerpt(HttpResponse head) {
    Excerpt excerpt = new Excerpt(run, head);
    excerpted = true;
    try {
      Bytes unpacked =
          Inflation.of(
              head.headers().get(HttpHeaderNames.CONTENT_ENCODING),
              web.style().maxBodyBytes(),
              excerpt);
      run.atEnd(unpacked::release);
      return unpacked;
    } catch (UnreadableBody e) {
      // Nobody asked for it: the status is wrong, and told.
      return null;
    }
  }

  /** The last answer is complete. */
  void complete() {
    if (reading == null) {
      run.complete();
    } else {
      purpose.complete(run);
    }
  }

  /** Keeps the answer's head for people, and what has been read of its body, once there is one. */
  void witness() {
    if (answer != null && !excerpted) {
      run.saw(Excerpt.text(answer), purpose.excerpt());
    }
  }
}

package io.iplive.prober.net.type;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.iplive.prober.net.attempt.AttemptRun;
import io.iplive.prober.net.attempt.ProbeType;
import io.iplive.prober.net.http.Purpose;
import io.iplive.prober.net.http.Web;
import io.iplive.prober.net.http.WebVisit;
import io.iplive.prober.probe.Attempt;
import io.iplive.prober.probe.Attempt.Finding;
import io.iplive.prober.probe.Fault;
import io.iplive.prober.probe.Learned;
import io.iplive.prober.probe.ProbeRequest;
import io.iplive.prober.probe.check.ExpectedCodes;
import io.iplive.prober.probe.check.HttpCheck;
import io.iplive.prober.probe.check.HttpMessage;
import io.iplive.prober.probe.check.HttpMessage.Header;
import io.iplive.prober.probe.check.Keywords;
import io.iplive.prober.probe.web.Bytes;
import io.iplive.prober.probe.web.WebAddress;
import io.netty.handler.codec.http.HttpResponse;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * {@code domain}: when a registration ends, by RDAP (RFC 9083). Of a host below a domain, the
 * domain's. What a registry answered is remembered for an hour: it is nobody's to flood. A registry
 * that does not answer is no fault of the domain.
 */
public final class DomainProbe implements ProbeType {

  private static final Duration REMEMBERED = Duration.ofHours(1);
  private static final int MOST_REMEMBERED = 50_000;
  private static final int NOT_FOUND = 404;
  private static final ExpectedCodes ANY = ExpectedCodes.parse("100-999");
  private static final HttpMessage QUESTION =
      new HttpMessage("GET", List.of(new Header("Accept", "application/rdap+json")), null);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Web web;
  private final WebAddress server;
  private final InstantSource clock;
  private final Map<String, Remembered> answers = new ConcurrentHashMap<>();

  private record Remembered(Instant ends, Instant until) {}

  /**
   * The type.
   *
   * @param server root of an RDAP service that knows every domain, or where to send us on
   */
  public DomainProbe(Web web, WebAddress server, InstantSource clock) {
    this.web = web;
    this.server = server;
    this.clock = clock;
  }

  @Override
  public void start(ProbeRequest request, AttemptRun run) {
    String host = request.http().host();
    String domain = WebAddress.name(host == null ? request.address() : host);
    if (domain == null || domain.indexOf('.') < 0) {
      run.fail(Fault.DOMAIN_NOT_FOUND, "'%s' is no domain".formatted(request.address()));
      return;
    }
    Remembered known = answers.get(domain);
    if (known != null && clock.instant().isBefore(known.until)) {
      judge(request, run, known.ends);
    } else {
      ask(request, run, domain, domain);
    }
  }

  private void ask(ProbeRequest request, AttemptRun run, String domain, String name) {
    Answer answer = new Answer();
    run.atTimeOut(() ->
        run.fail(
            Fault.REGISTRY_UNAVAILABLE,
            "The registry of %s did not answer in time".formatted(name)));
    AttemptRun asking =
        run.beside(
            request.timeout(),
            attempt -> {
              if (!run.over()) {
                answered(request, run, domain, name, attempt, answer);
              }
            });
    run.atEnd(asking::abandon);
    String path = server.path().endsWith("/") ? server.path() : server.path() + "/";
    WebAddress question =
        new WebAddress(server.secure(), server.host(), server.port(), path + "domain/" + name);
    HttpCheck check =
        new HttpCheck(
            question.path(), server.host(), null, null, ANY, true, true, QUESTION, Keywords.ANY);
    ProbeRequest visit =
        new ProbeRequest("https", server.host(), server.port(), request.timeout(), 0, check);
    new WebVisit(web, visit, question, answer, asking).start();
  }

  private void answered(
      ProbeRequest request,
      AttemptRun run,
      String domain,
      String name,
      Attempt attempt,
      Answer answer) {
    if (attempt.remoteAddress() != null) {
      run.chose(attempt.remoteAddress());
    }
    switch (attempt.finding()) {
      case Finding.Answered(int status) when status == NOT_FOUND ->
          notFound(request, run, domain, name, !attempt.evidence().hops().isEmpty());
      case Finding.Answered(int status) when status / 100 == 2 -> {
        Optional<Instant> ends = ends(answer.text());
        if (ends.isEmpty()) {
          run.fail(Fault.REGISTRY_UNAVAILABLE, "The registry of %s tells no end".formatted(name));
        } else {
          remember(domain, ends.get());
          judge(request, run, ends.get());
        }
      }
      case Finding.Answered(int status) ->
          run.fail(
              Fault.REGISTRY_UNAVAILABLE, "The registry of %s answered %d".formatted(name, status));
      case Finding.Satisfied() ->
          run.fail(Fault.REGISTRY_UNAVAILABLE, "The registry gave no answer");
      case Finding.Broken(int _, var failure) ->
          run.fail(Fault.REGISTRY_UNAVAILABLE, "The registry: " + failure.sentence());
      case Finding.Failed(var failure) ->
          run.fail(Fault.REGISTRY_UNAVAILABLE, "The registry: " + failure.sentence());
    }
  }

  /**
   * Registries know domains and not the hosts below them. Where the service that is asked first
   * sends us to none, it knows none for such names, and nobody has said that this one is free.
   */
  private void notFound(
      ProbeRequest request, AttemptRun run, String domain, String name, boolean sentOn) {
    String above = name.substring(name.indexOf('.') + 1);
    if (above.indexOf('.') > 0) {
      ask(request, run, domain, above);
    } else if (!sentOn) {
      run.fail(Fault.REGISTRY_UNAVAILABLE, "No registry is known that has %s".formatted(domain));
    } else {
      run.fail(Fault.DOMAIN_NOT_FOUND, "The domain %s is not registered".formatted(domain));
    }
  }

  private void remember(String domain, Instant ends) {
    Instant now = clock.instant();
    if (answers.size() >= MOST_REMEMBERED) {
      answers.values().removeIf(known -> !now.isBefore(known.until));
    }
    if (answers.size() < MOST_REMEMBERED) {
      answers.put(domain, new Remembered(ends, now.plus(REMEMBERED)));
    }
  }

  private void judge(ProbeRequest request, AttemptRun run, Instant ends) {
    run.learns(new Learned.Registration(ends));
    Instant now = clock.instant();
    long days = Duration.between(now, ends).toDays();
    int wanted = request.daysLeft() == null ? 0 : request.daysLeft();
    if (!ends.isAfter(now)) {
      run.fail(Fault.DOMAIN_EXPIRED, "The domain expired on %s".formatted(ends));
    } else if (days < wanted) {
      run.fail(
          Fault.DOMAIN_EXPIRES_SOON,
          "The domain expires in %d days, on %s; %d days are wanted".formatted(days, ends, wanted));
    } else {
      run.complete();
    }
  }

  private static Optional<Instant> ends(String json) {
    try {
      for (JsonNode event : JSON.readTree(json).path("events")) {
        if (event.path("eventAction").asText().equals("expiration")) {
          return Optional.of(OffsetDateTime.parse(event.path("eventDate").asText()).toInstant());
        }
      }
    } catch (JsonProcessingException | DateTimeParseException e) {
      return Optional.empty();
    }
    return Optional.empty();
  }

  /** Keeps the registry's answer. */
  private static final class Answer implements Purpose, Bytes {

    private static final int MOST_BYTES = 512 << 10;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    @Override
    public @Nullable Bytes reader(HttpResponse head) {
      return this;
    }

    @Override
    public void take(ByteBuffer piece) {
      byte[] more = new byte[Math.min(piece.remaining(), MOST_BYTES - bytes.size())];
      piece.get(more);
      bytes.writeBytes(more);
    }

    @Override
    public void end() {
      // What came is looked at as a whole.
    }

    @Override
    public void complete(AttemptRun run) {
      run.complete();
    }

    String text() {
      return bytes.toString(StandardCharsets.UTF_8);
    }
  }
}

package io.iplive.gateway.deal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.iplive.gateway.deal.Deal.Outcome;
import io.iplive.gateway.deal.Deal.Rejected;
import io.iplive.gateway.deal.Observation.Fault;
import io.iplive.gateway.deal.Observation.Judgement;
import io.iplive.gateway.job.Asked;
import io.iplive.gateway.job.Question;
import io.iplive.gateway.monitor.TargetId;
import io.iplive.gateway.node.NodeId;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DealTest {

  private static final Instant ROUND = Instant.parse("2026-01-01T00:00:00Z");
  private static final Instant NOW = ROUND.plusSeconds(2);
  private static final NodeId NODE = new NodeId(4);

  private static final FailureList LIST =
      number ->
          switch (number) {
            case 2010 -> Optional.of(new Failure(number, false, "Refused"));
            case 2013 -> Optional.of(new Failure(number, false, "Unreachable"));
            case 2020 -> Optional.of(new Failure(number, false, "No answer in time"));
            case 2040 -> Optional.of(new Failure(number, false, "Status"));
            case 2046, 2047 -> Optional.of(new Failure(number, false, "Redirect"));
            case 2092 -> Optional.of(new Failure(number, true, "Node fault"));
            default -> Optional.empty();
          };

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "http, 2xx, 200, -, UP, 200, -, 5000",
        "http, 2xx, 204, -, UP, 204, -, 5000",
        "https, '200,301-302', 302, -, UP, 302, -, 5000",
        "https, '200,301-302', 303, -, DOWN, 303, 2040, 5000",
        "http, 2xx, 500, -, DOWN, 500, 2040, 5000",
        "http, '2xx,3xx,4xx', 404, -, UP, 404, -, 5000",
        "http, 2xx, 0, -, NOT_RUN, -, -, -1",
        "http, 2xx, 1, -, DOWN, -, 2013, -1",
        "http, 2xx, 2, -, DOWN, -, 2020, -1",
        "http, 2xx, 1, 2010, DOWN, -, 2010, -1",
        "http, 2xx, 200, 2010, DOWN, 200, 2010, -1",
        "http, 2xx, 500, 2010, DOWN, 500, 2040, 5000",
        "http, 2xx, 302, 2046, DOWN, 302, 2046, -1",
        "http, 2xx, 301, 2047, DOWN, 301, 2047, -1",
        "http, 2xx, 200, 2092, NOT_RUN, 200, 2092, -1",
        "http, 2xx, 0, 2092, NOT_RUN, -, 2092, -1",
        "http, 2xx, 200, 9998, DOWN, 200, 9998, -1",
        "tcp, 2xx, 200, -, UP, -, -, 5000",
        "tcp, 2xx, 0, -, NOT_RUN, -, -, -1",
        "icmp, 2xx, 1, -, DOWN, -, 2013, -1",
        "dns, 2xx, 2, -, DOWN, -, 2020, -1",
        "tcp, 4xx, 200, -, UP, -, -, 5000",
      })
  void aStatusIsJudgedAsTheProberWould(
      String protocol,
      String expected,
      String status,
      @Nullable String code,
      Judgement judgement,
      @Nullable Integer statusCode,
      @Nullable Integer failure,
      long micros) {
    Map<String, String> fields = fields(Map.of("last_status", status));
    if (code != null) {
      fields.put("code", code);
    }
    Observation seen = observed(asked(protocol, expected), fields);
    assertThat(seen.judgement()).isEqualTo(judgement);
    assertThat(seen.statusCode()).isEqualTo(statusCode);
    Fault fault = seen.fault();
    assertThat(fault == null ? null : fault.code()).isEqualTo(failure);
    assertThat(seen.responseMicros()).isEqualTo(micros);
  }

  @ParameterizedTest
  @CsvSource({
    "http, 3",
    "http, 99",
    "http, 1000",
    "http, -1",
    "http, x",
    "http, 200.5",
    "http, ''",
    "tcp, 404",
    "tcp, 3",
    "dns, 201"
  })
  void aStatusThatCannotBeIsRejected(String protocol, String status) {
    Outcome outcome = dealt(asked(protocol, "2xx"), fields(Map.of("last_status", status)));
    assertThat(outcome.rejected()).containsExactly(new Rejected(0, "last_status"));
    assertThat(outcome.observations()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "server_id, x",
    "server_id, 0",
    "server_id, ''",
    "timestamp, soon",
    "timestamp, -1",
    "timestamp, 1.5",
    "res_time, fast",
    "res_time, -1",
    "res_time, 86400001",
    "code, 1",
    "code, 99999999999999999999",
    "phase, LUNCH",
    "attempts, x",
    "started_ms, x",
    "not_run, maybe",
    "suspect, 2",
    "phases.tls, x",
    "phases, 7",
    "evidence, x"
  })
  void theFirstUnusableFieldIsTheReason(String field, String value) {
    Outcome outcome = dealt(asked("http", "2xx"), fields(Map.of(field, value)));
    assertThat(outcome.rejected()).containsExactly(new Rejected(0, field));
  }

  @Test
  void eachElementIsJudgedAlone() {
    Map<Question, Asked> asked =
        Map.of(
            question(1, ROUND), asked("http", "2xx"),
            question(2, ROUND), asked("http", "2xx"),
            question(3, ROUND), answered());
    List<Element> elements =
        List.of(
            element("server_id", "1"),
            element("server_id", "9"),
            element("server_id", "x"),
            element("server_id", "3"),
            element("server_id", "1"),
            element("server_id", "2"),
            new Element(Map.of()));
    Outcome outcome = deal(elements, NOW).judge(asked, Map.of());
    assertThat(outcome.accepted()).isEqualTo(2);
    assertThat(outcome.late()).isZero();
    assertThat(outcome.duplicate()).isEqualTo(2);
    assertThat(outcome.rejected())
        .containsExactly(
            new Rejected(1, "not_asked"),
            new Rejected(2, "server_id"),
            new Rejected(6, "server_id"));
    assertThat(outcome.taken()).containsOnly(question(1, ROUND), question(2, ROUND));
    assertThat(outcome.observations())
        .extracting(seen -> seen.target().value(), Observation::node, Observation::monitorId)
        .containsExactly(tuple(1L, NODE, 70L), tuple(2L, NODE, 70L));
  }

  @Test
  void theInnerTimestampWins() {
    Instant other = ROUND.minusSeconds(60);
    Map<Question, Asked> asked = Map.of(question(1, other), asked("http", "2xx"));
    Element inner = element("timestamp", Long.toString(other.getEpochSecond()));
    assertThat(deal(List.of(inner), NOW).questions()).containsExactly(question(1, other));
    assertThat(deal(List.of(inner), NOW).judge(asked, Map.of()).accepted()).isEqualTo(1);
    assertThat(deal(List.of(element("timestamp", " ")), NOW).questions())
        .containsExactly(question(1, ROUND));
  }

  @ParameterizedTest
  @CsvSource({"600000, -", "600001, too_old", "-5000, -", "-5001, ahead"})
  void roundsAreTakenForTenMinutesAndFiveSecondsAhead(long ageMillis, String reason) {
    Asked endless = new Asked(70, ROUND, Instant.MAX, "http", "2xx", false);
    Deal deal = deal(List.of(element("res_time", "5")), ROUND.plusMillis(ageMillis));
    Outcome outcome = deal.judge(Map.of(question(1, ROUND), endless), Map.of());
    assertThat(outcome.rejected().stream().map(Rejected::reason).findFirst().orElse("-"))
        .isEqualTo(reason);
    assertThat(deal.questions()).hasSize(reason.equals("-") ? 1 : 0);
  }

  @Test
  void whatComesAfterTheDeadlineIsRecordedAsLate() {
    Map<Question, Asked> asked = Map.of(question(1, ROUND), asked("http", "2xx"));
    List<Element> elements = List.of(element("res_time", "5"));
    assertThat(deal(elements, ROUND.plusSeconds(4)).judge(asked, Map.of()).late()).isZero();
    Outcome late = deal(elements, ROUND.plusMillis(4_001)).judge(asked, Map.of());
    assertThat(late.late()).isEqualTo(1);
    assertThat(late.accepted()).isZero();
    assertThat(late.observations()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({"-60, 0", "0, 1", "60, 1"})
  void whatComesAfterTheRoundWasClosedIsLate(long closedAfter, int late) {
    Map<Question, Asked> asked = Map.of(question(1, ROUND), asked("http", "2xx"));
    Map<TargetId, Instant> closed = Map.of(new TargetId(1), ROUND.plusSeconds(closedAfter));
    assertThat(deal(List.of(element("res_time", "5")), NOW).judge(asked, closed).late())
        .isEqualTo(late);
  }

  @Test
  void everythingANodeTellsIsKept() {
    Observation seen =
        observed(
            asked("https", "2xx"),
            fields(
                Map.ofEntries(
                    Map.entry("last_status", "1"),
                    Map.entry("code", "2010"),
                    Map.entry("text", "Nobody\nthere" + "!".repeat(400)),
                    Map.entry("phase", "connect"),
                    Map.entry("phases.connect", "1200"),
                    Map.entry("attempts", "3"),
                    Map.entry("started_ms", Long.toString(ROUND.toEpochMilli() + 100)),
                    Map.entry("finished_ms", Long.toString(ROUND.toEpochMilli() + 900)),
                    Map.entry("remote_address", "9.9.9.9"),
                    Map.entry("suspect", "true"),
                    Map.entry("slow", "true"),
                    Map.entry("evidence.head", "HTTP/1.1\u0000500\nA: b"),
                    Map.entry("evidence.body", "x".repeat(5_000)),
                    Map.entry("evidence.redirects", "301 http://a/\n302 http://b/\n"))));
    assertThat(seen.fault())
        .isEqualTo(new Fault(2010, "Nobody there" + "!".repeat(288), "CONNECT"));
    assertThat(seen.phases()).isEqualTo(new Phases(-1, 1200, -1, -1, -1, -1));
    assertThat(seen.attempts()).isEqualTo(3);
    assertThat(seen.startedAt()).isEqualTo(ROUND.plusMillis(100));
    assertThat(seen.finishedAt()).isEqualTo(ROUND.plusMillis(900));
    assertThat(seen.remoteAddress()).isEqualTo("9.9.9.9");
    assertThat(seen.suspect()).isTrue();
    assertThat(seen.slow()).as("of what is up alone").isFalse();
    assertThat(seen.evidence())
        .isEqualTo(
            new Evidence(
                "HTTP/1.1 500\nA: b",
                "x".repeat(2_048),
                List.of(),
                List.of("301 http://a/", "302 http://b/"),
                List.of()));
    assertThat(seen.dueAt()).isEqualTo(ROUND.plusMillis(500));
  }

  @Test
  void theSeedsFieldsAreEnough() {
    Observation seen = observed(asked("http", "2xx"), fields(Map.of("res_time", "250")));
    assertThat(seen.finishedAt()).isEqualTo(NOW);
    assertThat(seen.startedAt()).isEqualTo(NOW.minusMillis(250));
    assertThat(seen.attempts()).isEqualTo(1);
    assertThat(seen.suspect()).isFalse();
    assertThat(seen.evidence()).isNull();
    assertThat(observed(asked("http", "2xx"), fields(Map.of("slow", "1"))).slow()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"true", "1"})
  void aProbeThatWasNotRunIsNoVote(String flag) {
    Observation seen = observed(asked("http", "2xx"), fields(Map.of("not_run", flag)));
    assertThat(seen.judgement()).isEqualTo(Judgement.NOT_RUN);
  }

  private static Observation observed(Asked asked, Map<String, String> fields) {
    Outcome outcome = dealt(asked, fields);
    assertThat(outcome.rejected()).isEmpty();
    return outcome.observations().getFirst();
  }

  private static Outcome dealt(Asked asked, Map<String, String> fields) {
    return deal(List.of(new Element(fields)), NOW)
        .judge(Map.of(question(1, ROUND), asked), Map.of());
  }

  private static Deal deal(List<Element> elements, Instant now) {
    return Deal.read(NODE, elements, ROUND, now, LIST);
  }

  private static Element element(String... changes) {
    Map<String, String> fields = fields(Map.of());
    for (int i = 0; i < changes.length; i += 2) {
      fields.put(changes[i], changes[i + 1]);
    }
    return new Element(fields);
  }

  private static Map<String, String> fields(Map<String, String> changes) {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("server_id", "1");
    fields.put("timestamp", "");
    fields.put("last_status", "200");
    fields.put("res_time", "5");
    fields.putAll(changes);
    return fields;
  }

  private static Question question(long target, Instant round) {
    return new Question(new TargetId(target), round);
  }

  private static Asked asked(String protocol, String expected) {
    return new Asked(70, ROUND.plusMillis(500), ROUND.plusSeconds(4), protocol, expected, false);
  }

  private static Asked answered() {
    return new Asked(70, ROUND, ROUND.plusSeconds(4), "http", "2xx", true);
  }
}

package io.iplive.gateway;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import io.iplive.gateway.GatewayClient.Panel;
import io.iplive.gateway.GatewayClient.Reply;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Issue 2, "Bad input": every row of the contract's tables; nothing of a refused call is stored.
 */
class BadInputIT {

  private static final RunningGateway GATEWAY = RunningGateway.shared();
  private static final GatewayClient CLIENT = GATEWAY.client;
  private static final String LONG = "9".repeat(200);

  private static Panel panel = new Panel("", "");
  private static Panel other = new Panel("", "");
  private static long foreignContact;

  @BeforeAll
  static void accounts() {
    panel = CLIENT.panel();
    other = CLIENT.panel();
    foreignContact = CLIENT.contact(other);
  }

  /** A parameter of operate_monitor with values that are refused with 1003. */
  private static final List<Map.Entry<String, List<String>>> UNUSABLE =
      List.of(
          entry("group_id", List.of("x", "1.5", "9223372036854775808", LONG, "1\r\n2", "٣")),
          entry(
              "record_ids",
              List.of("x", "5:", ":5", "5:x", "5:5", "5:6:7", "5:9223372036854775808", "5:6\n")),
          entry(
              "ips",
              List.of(
                  "example.org:8.8.8.8",
                  "9.9.9.9",
                  "9.9.9.9:",
                  "9.9.9.9::8.8.8.8",
                  "9.9.9.256:8.8.8.8",
                  "09.9.9.9:8.8.8.8",
                  "9.9.9:8.8.8.8",
                  "9.9.9.9:127.0.0.1",
                  "9.9.9.9:10.0.0.1",
                  "9.9.9.9:[::1]",
                  "9.9.9.9:[fe80::1%1]",
                  "9.9.9.9:[::ffff:8.8.8.8]",
                  "9.9.9.9:[2606:4700::1",
                  "9.9.9.9:2606:4700::1",
                  "9.9.9.9:[8.8.8.8]",
                  "9.9.9.9:169.254.169.254")),
          entry("level", List.of("x", "-1", "5", LONG, "0\u0000")),
          entry("protocol", List.of("udp", "gopher", LONG)),
          entry("port", List.of("x", "0", "65536", "-1", "80.0", LONG)),
          entry("path", List.of("index", "/a#b", "/a\tb", "/a\nb", "/" + "a".repeat(2048))),
          entry(
              "domain",
              List.of(
                  "a b",
                  "a..b",
                  "-a.example",
                  "example.org:80",
                  "http://example.org",
                  "1.2.3.4",
                  "a".repeat(64) + ".example",
                  "a.".repeat(130) + "example",
                  "a\r\nb")),
          entry("cookies", List.of("a=1\r\nX: y", "a=\u0001", "a=é", "a".repeat(4097))),
          entry(
              "http_code",
              List.of(
                  "x", "99", "600", "6xx", "302-301", "200,", "200;301", "2x", "2".repeat(256))),
          entry("interval", List.of("x", "4", "86401", "-60", "60s", LONG)),
          entry("timeout", List.of("x", "0", "61", "3.5", LONG)),
          entry("retry_count", List.of("x", "-1", "6", LONG)),
          entry("node_ips", List.of("x", "9.9.9.9:", "203.0.113.200", "[::1", LONG)),
          entry("num_error", List.of("x", "0", "21", LONG)),
          entry("num_ok", List.of("x", "0", "21", LONG)),
          entry("period_error", List.of("x", "4", "61", "86401", LONG)),
          entry("contacts", List.of("x", "1;2", "2147483647", "1,,2", LONG)),
          entry("user_agent", List.of("a\r\nb", "é", "a".repeat(256))),
          entry("tls_verify", List.of("x", "2", "-1", "true", LONG)));

  static Stream<Arguments> unusable() {
    return UNUSABLE.stream()
        .flatMap(row -> row.getValue().stream().map(value -> Arguments.of(row.getKey(), value)));
  }

  @ParameterizedTest
  @MethodSource("unusable")
  void operateMonitorNamesTheUnusableParameter(String param, String value) {
    Map<String, String> form = panel.form(1);
    form.put(param, value);
    Reply reply = refused("/operate_monitor", form);
    assertThat(reply.code()).isEqualTo(1003);
    String named =
        switch (value) {
          case "5:6:7" -> "ips";
          case "udp" -> "port";
          default -> param;
        };
    assertThat(reply.info().get("param").asString()).isEqualTo(named);
    assertThat(reply.msg()).contains(named + "=", "allowed ");
    assertThat(reply.info().get("value").asString()).hasSizeLessThanOrEqualTo(100);
    if (param.equals("cookies")) {
      assertThat(reply.body().toString()).doesNotContain("a=");
    }
    if (param.equals("interval")) {
      assertThat(reply.msg()).startsWith("scan interval not valid: interval=");
    }
  }

  @Test
  void theSeedsWordsForAnInterval() {
    Map<String, String> form = panel.form(1);
    form.put("interval", "3");
    Reply reply = refused("/operate_monitor", form);
    assertThat(reply.body().toString())
        .isEqualTo(
            """
            {"code":1003,"msg":"scan interval not valid: interval=3, allowed 5..86400 seconds","info":{"param":"interval","value":"3"}}\
            """);
  }

  static final List<String> OPTIONAL =
      UNUSABLE.stream()
          .map(Map.Entry::getKey)
          .filter(name -> !List.of("group_id", "record_ids", "ips").contains(name))
          .toList();

  @ParameterizedTest
  @FieldSource("OPTIONAL")
  void aBlankOptionalParameterMeansItsDefault(String param) {
    Map<String, String> form = panel.form(1_000);
    CLIENT.call("/operate_monitor", form);
    form.put(param, " ");
    String before = GATEWAY.stored();
    Reply reply = CLIENT.call("/operate_monitor", form);
    assertThat(reply.code()).as(reply.msg()).isEqualTo(1000);
    assertThat(GATEWAY.stored()).isEqualTo(before);
  }

  static Stream<String> everyParameter() {
    return Stream.concat(Stream.of("app_name"), UNUSABLE.stream().map(Map.Entry::getKey));
  }

  @ParameterizedTest
  @MethodSource("everyParameter")
  void aParameterSentTwiceIsRefused(String param) {
    String form = GatewayClient.encoded(panel.form(1));
    String value = panel.form(1).getOrDefault(param, "1");
    String twice = "%s&%s=%s&%s=%s".formatted(form, param, value, param, value);
    Reply reply = refusedBody("/operate_monitor", GatewayClient.FORM, twice);
    assertThat(reply.code()).isEqualTo(1003);
    assertThat(reply.info().get("param").asString()).isEqualTo(param);
  }

  @Test
  void aTokenSentTwiceIsNotRight() {
    String form = GatewayClient.encoded(panel.form(1)) + "&token=" + panel.token();
    assertThat(refusedBody("/operate_monitor", GatewayClient.FORM, form).code()).isEqualTo(1004);
  }

  static final List<String> REQUIRED = List.of("group_id", "record_ids", "ips");

  @ParameterizedTest
  @FieldSource("REQUIRED")
  void aMissingOrBlankRequiredParameterIsNamed(String param) {
    for (String blank : List.of("", "  ")) {
      Map<String, String> form = panel.form(1);
      form.put(param, blank);
      assertThat(missing(refused("/operate_monitor", form))).containsExactly(param);
    }
    Map<String, String> form = panel.form(1);
    form.remove(param);
    assertThat(missing(refused("/operate_monitor", form))).containsExactly(param);
  }

  @Test
  void everyMissingParameterIsNamedInTheOrderOfTheTable() {
    Map<String, String> form = panel.form(1);
    form.keySet().removeAll(List.of("ips", "group_id"));
    form.put("interval", "3");
    assertThat(refused("/operate_monitor", form).body().toString())
        .isEqualTo(
            """
            {"code":1002,"msg":"Lack of Param: group_id, ips","info":{"missing":["group_id","ips"]}}\
            """);
    assertThat(missing(refused("/operate_monitor", Map.of())))
        .containsExactly("app_name", "group_id", "record_ids", "ips");
    assertThat(missing(refused("/stop_monitor", Map.of("app_name", " "))))
        .containsExactly("app_name", "group_id");
  }

  static final List<String> CALLS = List.of("/operate_monitor", "/update_monitor", "/stop_monitor");

  @ParameterizedTest
  @FieldSource("CALLS")
  void oneAnswerForEveryWrongTokenAndUnknownName(String path) {
    List<Map<String, String>> forms = new ArrayList<>();
    for (Map<String, String> change :
        List.of(
            Map.of("token", ""),
            Map.of("token", "wrong"),
            Map.of("token", other.token()),
            Map.of("app_name", "nobody"),
            Map.of("app_name", other.appName()),
            Map.of("app_name", "a".repeat(65)),
            Map.of("app_name", "a".repeat(10_000)))) {
      Map<String, String> form = panel.form(1);
      form.putAll(change);
      form.remove("group_id");
      forms.add(form);
    }
    Map<String, String> noToken = panel.form(1);
    noToken.remove("token");
    forms.add(noToken);
    for (Map<String, String> form : forms) {
      assertThat(refused(path, form).body().toString())
          .isEqualTo(
              """
              {"code":1004,"msg":"Token not right","info":{}}\
              """);
    }
  }

  @Test
  void anAppWithoutCallbackIsToldSoBeforeItsParametersAreRead() {
    Panel silent = CLIENT.panel(null);
    Map<String, String> form = silent.form(1);
    form.remove("ips");
    assertThat(refused("/operate_monitor", form).body().toString())
        .isEqualTo(
            """
            {"code":1005,"msg":"Not found valid function for app name","info":{}}\
            """);
    assertThat(refused("/update_monitor", Map.copyOf(form)).code()).isEqualTo(1005);
    assertThat(CLIENT.call("/stop_monitor", silent.stop(1)).code()).isEqualTo(1000);
  }

  @Test
  void contactsOfAnotherAccountAreUnknown() {
    Map<String, String> form = panel.form(1);
    form.put("contacts", Long.toString(foreignContact));
    Reply reply = refused("/operate_monitor", form);
    assertThat(reply.code()).isEqualTo(1003);
    assertThat(reply.info().get("param").asString()).isEqualTo("contacts");
    assertThat(reply.info().get("value").asString()).isEqualTo(Long.toString(foreignContact));
  }

  @Test
  void moreThanAThousandRecordsAreRefused() {
    Map<String, String> form = panel.form(1);
    form.put("record_ids", numbers(1_001));
    form.put("ips", "9.9.9.9:".repeat(1_000) + "9.9.9.9");
    assertThat(refused("/operate_monitor", form).info().get("param").asString())
        .isEqualTo("record_ids");
    form.put("record_ids", numbers(1_000));
    assertThat(refused("/operate_monitor", form).info().get("param").asString()).isEqualTo("ips");
  }

  @Test
  void roundsOfAMonitorMustNotOverlap() {
    for (Map<String, String> change :
        List.of(
            Map.of("interval", "10", "timeout", "9"),
            Map.of("interval", "10", "timeout", "4", "retry_count", "2"),
            Map.of("interval", "60", "period_error", "5", "timeout", "4"))) {
      Map<String, String> form = panel.form(1);
      form.putAll(change);
      Reply reply = refused("/operate_monitor", form);
      assertThat(reply.info().get("param").asString()).isEqualTo("timeout");
    }
  }

  @Test
  void anUpdateIsJudgedWithWhatItLeavesAsItIs() {
    Map<String, String> form = panel.form(1_001);
    form.put("interval", "60");
    form.put("period_error", "50");
    assertThat(CLIENT.call("/operate_monitor", form).code()).isEqualTo(1000);
    Map<String, String> update = panel.form(1_001);
    update.put("interval", "30");
    assertThat(refused("/operate_monitor", update).info().get("param").asString())
        .isEqualTo("period_error");
  }

  @Test
  void lineBreaksAreRefusedInEveryValue() {
    Map<String, String> form = panel.form(1);
    form.put("colour", "red\n");
    Reply reply = refused("/operate_monitor", form);
    assertThat(reply.code()).isEqualTo(1003);
    assertThat(reply.info().get("param").asString()).isEqualTo("colour");
  }

  @Test
  void stopMonitorNamesAnUnusableGroup() {
    for (String value : List.of("x", "9223372036854775808", LONG, "1\n2")) {
      Reply reply = refused("/stop_monitor", panelStop(value));
      assertThat(reply.code()).isEqualTo(1003);
      assertThat(reply.info().get("param").asString()).isEqualTo("group_id");
    }
    assertThat(missing(refused("/stop_monitor", panelStop(" ")))).containsExactly("group_id");
    String twice = GatewayClient.encoded(panel.stop(1)) + "&group_id=1";
    assertThat(refusedBody("/stop_monitor", GatewayClient.FORM, twice).code()).isEqualTo(1003);
  }

  private static Map<String, String> panelStop(String group) {
    Map<String, String> form = panel.stop(1);
    form.put("group_id", group);
    return form;
  }

  static final List<String> NO_JSON =
      List.of("", "x", "[]", "{\"app_name\":", "{}{}", "{\"app_name\":\"a\"} x", "null", "{a:1}");

  @ParameterizedTest
  @FieldSource("NO_JSON")
  void aBodyThatIsNoJsonObjectIsRefused(String body) {
    Reply reply = refusedBody("/operate_monitor", GatewayClient.JSON_TYPE, body);
    assertThat(reply.code()).isEqualTo(1003);
    assertThat(reply.info().get("param").asString()).isEqualTo("body");
  }

  static final List<String> NO_FORM =
      List.of("a=%", "a=%2", "a=%zz", "a=%ff", "%c3=1", "a=\u00ff%");

  @ParameterizedTest
  @FieldSource("NO_FORM")
  void aBodyThatIsNoFormIsRefused(String body) {
    Reply reply = refusedBody("/operate_monitor", GatewayClient.FORM, body);
    assertThat(reply.code()).isEqualTo(1003);
    assertThat(reply.info().get("param").asString()).isEqualTo("body");
  }

  @Test
  void anObjectInAJsonFieldIsNoValue() {
    String body =
        """
        {"app_name":"%s","token":"%s","group_id":{"a":1},"record_ids":[5],"ips":["9.9.9.9"]}\
        """
            .formatted(panel.appName(), panel.token());
    Reply reply = refusedBody("/operate_monitor", GatewayClient.JSON_TYPE, body);
    assertThat(reply.info().get("param").asString()).isEqualTo("group_id");
  }

  private static Reply refused(String path, Map<String, String> form) {
    return refusedBody(path, GatewayClient.FORM, GatewayClient.encoded(new LinkedHashMap<>(form)));
  }

  private static Reply refusedBody(String path, String type, String body) {
    String before = GATEWAY.stored();
    Reply reply = CLIENT.send(path, type, body, Map.of());
    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.code()).as(reply.msg()).isNotEqualTo(1000);
    assertThat(GATEWAY.stored()).isEqualTo(before);
    return reply;
  }

  private static List<String> missing(Reply reply) {
    assertThat(reply.code()).isEqualTo(1002);
    List<String> names = new ArrayList<>();
    reply.info().get("missing").forEach(name -> names.add(name.asString()));
    assertThat(reply.msg()).isEqualTo("Lack of Param: " + String.join(", ", names));
    return names;
  }

  private static String numbers(int count) {
    return IntStream.range(0, count).mapToObj(Integer::toString).collect(Collectors.joining(":"));
  }

  @Test
  void anArrayIsForListsAlone() {
    String body =
        """
        {"app_name":"%s","token":"%s","group_id":1,"record_ids":[5],"ips":["9.9.9.9"],\
        "cookies":["a=1","b=2"]}\
        """
            .formatted(panel.appName(), panel.token());
    Reply reply = refusedBody("/operate_monitor", GatewayClient.JSON_TYPE, body);
    assertThat(reply.code()).isEqualTo(1003);
    assertThat(reply.info().toString()).isEqualTo("{\"param\":\"cookies\",\"value\":\"***\"}");
  }

  @Test
  void aBlankTokenLeavesTheHeaders() {
    Map<String, String> form = panel.stop(1);
    form.put("token", "");
    Map<String, String> bearer = Map.of("Authorization", "Bearer " + panel.token());
    String text = GatewayClient.encoded(form);
    assertThat(CLIENT.send("/stop_monitor", GatewayClient.FORM, text, bearer).code())
        .isEqualTo(1000);
  }

  @Test
  void nobodyIsAWordOfItsOwn() {
    Map<String, String> form = panel.form(1_002);
    form.put("contacts", "none");
    assertThat(CLIENT.call("/operate_monitor", form).code()).isEqualTo(1000);
    assertThat(CLIENT.call("/list_monitor", panel.stop(1_002)).body().toString())
        .contains("\"contacts\":\"none\"");
  }
}

package io.iplive.gateway;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** contracts/monitorus.md, "task_add": every row of the table, in add, edit and info. */
class TaskParametersIT {

  private static final RunningGateway GATEWAY = RunningGateway.shared();
  private static final String LONG = "9".repeat(200);
  private static final String LATER = "4000000000";

  private static TaskClient panel = new TaskClient(GATEWAY.client, "", "");
  private static TaskClient other = new TaskClient(GATEWAY.client, "", "");
  private static long contact;
  private static long folder;
  private static long foreign;
  private static long task;

  @BeforeAll
  static void account() {
    panel = TaskClient.of(GATEWAY, "params");
    other = TaskClient.of(GATEWAY, "others");
    contact = panel.ok("contact_add", "type", "email", "address", "a@b.example").get("id").asLong();
    foreign = other.ok("contact_add", "type", "email", "address", "a@b.example").get("id").asLong();
    folder = panel.ok("user_folder_add", "name", "clients").get("id").asLong();
    task = panel.add();
  }

  private static final List<Map.Entry<String, List<String>>> UNUSABLE =
      List.of(
          entry("task", List.of("0", "14", "x", "1.5")),
          entry(
              "data",
              List.of("http://", "a b", "ftp://a.example", "127.0.0.1", "http://u:p@a.example")),
          entry("name", List.of("a\tb", "a\nb", "a\u0085b", "n".repeat(256))),
          entry("period", List.of("0", "0.2", "1441", "5,5", "x", "1.2345", "-1")),
          entry("period_error", List.of("0", "0.09", "5.1", "x")),
          entry("num_error", List.of("0", "21", "x")),
          entry("send_if_ok", List.of("2", "x", "yes")),
          entry("contacts", List.of("x", "1;2", "1,,2", "1,1")),
          entry("redirect", List.of("2", "-1")),
          entry("user_agent", List.of("é", "a".repeat(256), "a\r\nb")),
          entry("ref", List.of("r".repeat(65), "a\tb")),
          entry("expires", List.of("1", "x", "-5", LONG)),
          entry("num_ok", List.of("0", "21")),
          entry("timeout", List.of("0", "61", "3.5", "x")),
          entry("level", List.of("-1", "5")),
          entry("http_code", List.of("x", "99", "600", "200,", "302-301")),
          entry("keyword", List.of("k".repeat(1025), "a\0b")),
          entry("keyword_absent", List.of("k".repeat(1025))),
          entry("method", List.of("CONNECT", "G ET", "G".repeat(21))),
          entry(
              "headers",
              List.of(
                  "Host: x",
                  "content-length: 1",
                  "No colon",
                  "A b: c",
                  "X: é",
                  "x".repeat(101) + ": 1",
                  "X: 1\n".repeat(21))),
          entry("body", List.of("b".repeat(65_537), "a\0b")),
          entry("folder", List.of("x", "-1")),
          entry("port", List.of("0", "65536", "x")),
          entry("send", List.of("s".repeat(1025), "a\\q", "a\\x1")),
          entry("expect", List.of("s".repeat(1025))),
          entry("dns_type", List.of("AXFR", "x", "TYPE65536")),
          entry("dns_server", List.of("127.0.0.1", "a b", "10.0.0.1")),
          entry("dns_expect", List.of("a\nb", "e".repeat(256))),
          entry("days", List.of("0", "91", "x")),
          entry("slow", List.of("0", "60001", "x")),
          entry("ip_version", List.of("5", "v6")),
          entry("pattern", List.of("(", "p".repeat(1025), "(?:(?:){2000000000}){2000000000}")),
          entry("json_path", List.of("a.b", "$.a[", "$..a")),
          entry("content_hash", List.of("abc", "g".repeat(64))),
          entry("pins", List.of("sha1/AAAA=", "AAAA")),
          entry("client_cert", List.of("secret", "-----BEGIN PRIVATE KEY-----\nQQ==")),
          entry("script", List.of("say hi", "send", "send a\\q", "starttls\n".repeat(21))),
          entry("packets", List.of("0", "11")),
          entry("packet_size", List.of("15", "1401")),
          entry("ttl", List.of("0", "256")),
          entry("loss", List.of("-1", "100")));

  static Stream<Arguments> unusable() {
    return UNUSABLE.stream()
        .flatMap(row -> row.getValue().stream().map(value -> Arguments.of(row.getKey(), value)));
  }

  @ParameterizedTest
  @MethodSource("unusable")
  void anUnusableValueIsNamedAloneAndNothingIsStored(String param, String value) {
    String before = GATEWAY.stored();
    JsonNode added = GATEWAY.client.call("/api/", panel.seed(param, value)).body();
    assertThat(TaskClient.errors(added)).containsExactly(param + "_invalid");
    assertThat(added.get("errors").get(0).get("param").asString()).isEqualTo(param);
    assertThat(added.get("errors").get(0).get("text").asString())
        .startsWith(param + " is ")
        .contains("; allowed are ")
        .hasSizeLessThan(400);
    assertThat(panel.errors("task_edit", "id", Long.toString(task), param, value))
        .containsExactly(param + "_invalid");
    assertThat(GATEWAY.stored()).isEqualTo(before);
  }

  @Test
  void theContractsExampleOfAnErrorIsThisOne() {
    assertThat(GATEWAY.client.call("/api/", panel.seed("period", "0")).body().toString())
        .isEqualTo(
            """
            {"result":"error","errors":[{"code":"period_invalid","param":"period",\
            "text":"period is 0; allowed are 0.25 to 1440 minutes."}]}\
            """);
  }

  @Test
  void allErrorsOfACallAreAnsweredAtOnce() {
    assertThat(
            panel.errors(
                "task_add",
                "task",
                "99",
                "name",
                "",
                "period",
                "0",
                "num_error",
                "0",
                "contacts",
                foreign + "," + contact,
                "folder",
                "999999",
                "headers",
                "Host: x",
                "colour",
                "red"))
        .containsExactlyInAnyOrder(
            "task_invalid",
            "data_required",
            "name_required",
            "period_invalid",
            "num_error_invalid",
            "contact_unknown",
            "folder_unknown",
            "headers_invalid");
    assertThat(panel.errors("task_add"))
        .containsExactly("task_required", "data_required", "name_required", "period_required");
  }

  @Test
  void whatDoesNotSuitTheRestIsRefusedInAddAndEdit() {
    assertThat(panel.errors("task_edit", "id", Long.toString(task), "period", "1"))
        .containsExactly("period_error_invalid");
    assertThat(panel.errors("task_edit", "id", Long.toString(task), "data", ""))
        .containsExactly("data_required");
    for (List<String> row :
        List.of(
            List.of("task", "3", "data", "a.example", "port_required"),
            List.of("task", "12", "data", "9.9.9.9", "port_required"),
            List.of("data", "a.example:81", "port", "82", "port_invalid"),
            List.of("period_error", "0.1", "timeout", "5", "timeout_invalid"),
            List.of("period", "1", "period_error", "1.1", "period_error_invalid"))) {
      String[] changes = row.subList(0, 4).toArray(String[]::new);
      JsonNode body = GATEWAY.client.call("/api/", panel.seed(changes)).body();
      assertThat(TaskClient.errors(body)).as(row.toString()).containsExactly(row.getLast());
    }
  }

  @Test
  void everyParameterIsShownAsItWasGiven() {
    long id =
        panel.add(
            "task", "11",
            "data", "https://a.example/page",
            "period", "0.25",
            "period_error", "0.2",
            "num_error", "3",
            "num_ok", "2",
            "send_if_ok", "0",
            "contacts", Long.toString(contact),
            "user_agent", "Bot/1",
            "ref", "shop-156",
            "expires", LATER,
            "timeout", "7",
            "level", "3",
            "http_code", "200,301-302",
            "keyword", " Привет ",
            "keyword_absent", "error",
            "method", "post",
            "headers", "X-One: 1\r\nX-Two: 2\r\n",
            "body", "a=1\nb=2",
            "folder", Long.toString(folder),
            "send", "PING\r\n",
            "expect", "PONG",
            "dns_type", "mx",
            "dns_server", "9.9.9.9",
            "dns_expect", "mx.a.example",
            "days", "30");
    JsonNode shown = panel.ok("task_info", "id", Long.toString(id)).get("task");
    long created = shown.get("created").asLong();
    assertThat(shown.toString())
        .isEqualTo(
            """
            {"id":%d,"ref":"shop-156","task":11,"data":"https://a.example/page",\
            "name":"Мой сайт","folder":%d,"period":0.25,"period_error":0.2,"num_error":3,\
            "send_if_ok":0,"contacts":[%d],"redirect":1,"enabled":1,"reason":null,\
            "state":"unknown","status":null,"since":null,"last_check":null,"res_time":null,\
            "uptime_24h":null,"created":%d,"changed":%d,"user_agent":"Bot/1","expires":%s,\
            "num_ok":2,"timeout":7,"level":3,"http_code":"200,301-302","keyword":" Привет ",\
            "keyword_absent":"error","method":"POST","headers":"X-One: 1\\nX-Two: 2",\
            "body":"a=1\\nb=2","port":null,"send":"PING\\r\\n","expect":"PONG","dns_type":"MX",\
            "dns_server":"9.9.9.9","dns_expect":"mx.a.example","days":30}\
            """
                .formatted(id, folder, contact, created, created, LATER));
    assertThat(GATEWAY.journal()).doesNotContain("X-One: 1");

    panel.ok(
        "task_edit",
        "id",
        Long.toString(id),
        "period",
        "5",
        "period_error",
        "",
        "num_error",
        "",
        "send_if_ok",
        "",
        "contacts",
        "",
        "ref",
        "",
        "expires",
        "",
        "timeout",
        "",
        "http_code",
        "",
        "keyword",
        "",
        "headers",
        "",
        "folder",
        "");
    JsonNode blank = panel.ok("task_info", "id", Long.toString(id)).get("task");
    assertThat(blank.get("period").asString()).isEqualTo("5");
    assertThat(blank.get("period_error").asString()).isEqualTo("2.5");
    assertThat(blank.get("timeout").asInt()).isEqualTo(10);
    assertThat(blank.get("num_error").asInt()).isEqualTo(2);
    assertThat(blank.get("send_if_ok").asInt()).isEqualTo(1);
    assertThat(blank.get("contacts")).isEmpty();
    assertThat(blank.get("http_code").asString()).isEqualTo("2xx");
    for (String none : List.of("ref", "expires", "keyword", "headers", "folder")) {
      assertThat(blank.get(none).isNull()).as(none).isTrue();
    }
    assertThat(blank.get("num_ok").asInt()).isEqualTo(2);
    assertThat(blank.get("body").asString()).isEqualTo("a=1\nb=2");
  }

  @Test
  void thirteenKindsOfTasksCanBeAdded() {
    for (int kind = 1; kind <= 13; kind++) {
      String data = kind == 3 || kind == 12 ? "a.example:25" : "a.example";
      long id = panel.add("task", Integer.toString(kind), "data", data);
      assertThat(panel.ok("task_info", "id", Long.toString(id)).get("task").get("task").asInt())
          .isEqualTo(kind);
    }
  }

  @Test
  void contactsAsElementsAreACommaList() {
    long second =
        panel.ok("contact_add", "type", "sms", "address", "+79001234567").get("id").asLong();
    String form =
        GatewayClient.encoded(panel.seed()) + "&contacts[]=" + contact + "&contacts[]=" + second;
    JsonNode added = GATEWAY.client.send("/api/", GatewayClient.FORM, form, Map.of()).body();
    JsonNode shown =
        panel.ok("task_info", "id", added.get("id").asString()).get("task").get("contacts");
    assertThat(shown.toString()).isEqualTo("[%d,%d]".formatted(contact, second));
  }
}

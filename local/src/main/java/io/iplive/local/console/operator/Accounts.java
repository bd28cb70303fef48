package io.iplive.local.console.operator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.iplive.local.console.line.CommandLine;
import io.iplive.local.operator.Operator;
import java.io.PrintStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** {@code account list|set|rotate|test-callback|suspend|resume|delete}. */
public final class Accounts {

  /** Options of {@code account set} and what the gateway calls them. */
  private static final Map<String, String> SETTINGS =
      Map.ofEntries(
          Map.entry("--app", "app"),
          Map.entry("--callback", "callback"),
          Map.entry("--mode", "mode"),
          Map.entry("--inconclusive", "inconclusive"),
          Map.entry("--allow", "allow"),
          Map.entry("--user-agent", "user_agent"),
          Map.entry("--test", "test"),
          Map.entry("--sender-address", "sender_address"),
          Map.entry("--sender-name", "sender_name"),
          Map.entry("--reply-to", "reply_to"),
          Map.entry("--sms-sender", "sms_sender"));

  private static final String JSON_FLAG = "--json";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Supplier<Operator> gateway;
  private final PrintStream out;

  public Accounts(Supplier<Operator> gateway, PrintStream out) {
    this.gateway = gateway;
    this.out = out;
  }

  public int run(CommandLine line) {
    String verb = line.words().getFirst();
    switch (verb) {
      case "list" -> list(line.withWords(1, 1).only(JSON_FLAG));
      case "set" -> set(line.withWords(2, 2).only(settable()));
      case "rotate" -> rotate(line.withWords(3, 3).only("--app", "--contact", JSON_FLAG));
      case "test-callback" -> testCallback(line.withWords(2, 2).only("--app", JSON_FLAG));
      case "suspend", "resume", "delete" -> change(line.withWords(2, 2).only(JSON_FLAG), verb);
      default -> throw line.wrong("does not know '" + verb + "'");
    }
    return 0;
  }

  private static String[] settable() {
    return Stream.concat(SETTINGS.keySet().stream(), Stream.of(JSON_FLAG)).toArray(String[]::new);
  }

  private void list(CommandLine line) {
    JsonNode accounts = gateway.get().get("/operator/accounts");
    if (line.has(JSON_FLAG)) {
      out.println(accounts);
      return;
    }
    accounts.forEach(account -> {
      String state = account.path("state").asText();
      String why = account.path("suspended_for").asText("");
      out.println(
          "%-6d %-24s %s%s%s"
              .formatted(
                  account.path("account_id").asLong(),
                  account.path("name").asText(),
                  state,
                  state.equals("suspended") ? " (" + why + ")" : "",
                  account.path("test").asBoolean() ? ", test" : ""));
      account
          .path("apps")
          .forEach(app ->
              out.println(
                  "       app %-20s %s, %s"
                      .formatted(
                          app.path("app_name").asText(),
                          app.path("callback").asText("no callback"),
                          app.path("mode").asText())));
    });
  }

  private void set(CommandLine line) {
    ObjectNode body = JSON.createObjectNode();
    SETTINGS.forEach(
        (option, name) -> line.value(option).ifPresent(value -> body.put(name, value)));
    if (body.isEmpty()) {
      throw line.wrong("needs something to set");
    }
    print(line, post(line, "", body));
  }

  private void rotate(CommandLine line) {
    ObjectNode body = JSON.createObjectNode().put("what", line.words().get(2));
    line.value("--app").ifPresent(app -> body.put("app", app));
    line.value("--contact").ifPresent(contact -> body.put("contact", contact));
    JsonNode answer = post(line, "/rotate", body);
    print(line, answer);
    if (!line.has(JSON_FLAG)) {
      out.println("The secret is shown this once.");
    }
  }

  private void testCallback(CommandLine line) {
    ObjectNode body = JSON.createObjectNode();
    line.value("--app").ifPresent(app -> body.put("app", app));
    print(line, post(line, "/test-callback", body));
  }

  private void change(CommandLine line, String verb) {
    print(line, post(line, "/" + verb, JSON.createObjectNode()));
  }

  private JsonNode post(CommandLine line, String call, ObjectNode body) {
    String name = URLEncoder.encode(line.words().get(1), StandardCharsets.UTF_8);
    return gateway.get().post("/operator/accounts/" + name + call, body);
  }

  private void print(CommandLine line, JsonNode answer) {
    if (line.has(JSON_FLAG)) {
      out.println(answer);
      return;
    }
    answer
        .properties()
        .forEach(field ->
            out.println(
                "%-16s %s"
                    .formatted(
                        field.getKey(),
                        field.getValue().isValueNode()
                            ? field.getValue().asText()
                            : field.getValue().toString())));
  }
}

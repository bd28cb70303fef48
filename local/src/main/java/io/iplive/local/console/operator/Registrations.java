package io.iplive.local.console.operator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.iplive.local.console.line.CommandLine;
import io.iplive.local.operator.Operator;
import java.io.PrintStream;
import java.util.List;
import java.util.function.Supplier;

/** {@code account add} and {@code contact add}. */
public final class Registrations {

  private static final List<String> CONTACT_OPTIONS =
      List.of("secret", "name", "lang", "tz", "audience", "delay", "repeat", "policy", "codes");

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Supplier<Operator> gateway;
  private final PrintStream out;

  public Registrations(Supplier<Operator> gateway, PrintStream out) {
    this.gateway = gateway;
    this.out = out;
  }

  public int account(CommandLine line) {
    requireAdd(line.withWords(2, 2).only("--callback", "--json"));
    JsonNode answer = gateway.get().addAccount(line.words().get(1), line.value("--callback"));
    print(
        answer,
        List.of("app_name", "token", "user", "password", "callback_secret"),
        line.has("--json"));
    return 0;
  }

  public int contact(CommandLine line) {
    requireAdd(line.withWords(1, 1));
    ObjectNode body =
        JSON.createObjectNode()
            .put("account", line.required("--account"))
            .put("type", line.required("--type"))
            .put("address", line.required("--address"))
            .put("default", line.has("--default"));
    for (String option : CONTACT_OPTIONS) {
      line.value("--" + option).ifPresent(value -> body.put(option, value));
    }
    JsonNode answer = gateway.get().post("/operator/contacts", body);
    print(answer, List.of("contact_id", "secret"), line.has("--json"));
    return 0;
  }

  private static void requireAdd(CommandLine line) {
    if (!line.words().getFirst().equals("add")) {
      throw line.wrong("does not know '" + line.words().getFirst() + "'");
    }
  }

  private void print(JsonNode answer, List<String> fields, boolean json) {
    if (json) {
      ObjectNode chosen = JSON.createObjectNode();
      fields.forEach(field -> chosen.set(field, answer.path(field)));
      out.println(chosen);
      return;
    }
    fields.forEach(field -> out.println("%-16s %s".formatted(field, answer.path(field).asText())));
    out.println("The secrets are shown this once.");
  }
}

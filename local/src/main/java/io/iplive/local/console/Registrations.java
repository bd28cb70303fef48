package io.iplive.local.console;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.iplive.local.instance.DataDirectory;
import io.iplive.local.operator.Operator;
import java.io.PrintStream;
import java.util.List;

/** {@code account add} and {@code contact add}. */
final class Registrations {

  private final DataDirectory data;
  private final PrintStream out;

  Registrations(DataDirectory data, PrintStream out) {
    this.data = data;
    this.out = out;
  }

  int account(CommandLine line) {
    requireAdd(line.withWords(2, 2));
    JsonNode answer = Operator.of(data).addAccount(line.words().get(1), line.value("--callback"));
    print(
        answer,
        List.of("app_name", "token", "user", "password", "callback_secret"),
        line.has("--json"));
    return 0;
  }

  int contact(CommandLine line) {
    requireAdd(line.withWords(1, 1));
    JsonNode answer =
        Operator.of(data)
            .addContact(
                line.required("--account"),
                line.required("--type"),
                line.required("--address"),
                line.value("--secret"),
                line.has("--default"));
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
      ObjectNode chosen = new ObjectMapper().createObjectNode();
      fields.forEach(field -> chosen.set(field, answer.path(field)));
      out.println(chosen);
      return;
    }
    fields.forEach(field -> out.println("%-16s %s".formatted(field, answer.path(field).asText())));
    out.println("The secrets are shown this once.");
  }
}

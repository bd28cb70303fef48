package io.iplive.local.console.operator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.iplive.local.console.line.CommandLine;
import io.iplive.local.operator.Operator;
import java.io.PrintStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;

/** {@code account topup|prices|balance}. */
public final class Purses {

  private static final Set<String> VERBS = Set.of("topup", "prices", "balance");
  private static final List<String> PRICES = List.of("check", "sms", "low-mark", "currency");

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Supplier<Operator> gateway;
  private final PrintStream out;

  public Purses(Supplier<Operator> gateway, PrintStream out) {
    this.gateway = gateway;
    this.out = out;
  }

  public static boolean knows(String verb) {
    return VERBS.contains(verb);
  }

  public int run(CommandLine line) {
    Operator operator = gateway.get();
    JsonNode purse =
        switch (line.words().getFirst()) {
          case "topup" ->
              operator.post(
                  path(line.withWords(3, 3).only("--id", "--json"), "topup"), payment(line));
          case "prices" ->
              operator.post(
                  path(
                      line.withWords(2, 2)
                          .only("--check", "--sms", "--low-mark", "--currency", "--json"),
                      "prices"),
                  prices(line));
          default -> operator.get(path(line.withWords(2, 2).only("--json"), "balance"));
        };
    if (line.has("--json")) {
      out.println(purse);
      return 0;
    }
    purse
        .properties()
        .forEach(
            field -> out.println("%-16s %s".formatted(field.getKey(), field.getValue().asText())));
    return 0;
  }

  private static String path(CommandLine line, String what) {
    String account = URLEncoder.encode(line.words().get(1), StandardCharsets.UTF_8);
    return "/operator/accounts/" + account + "/" + what;
  }

  /** The same id again enters nothing; without one, this payment is one of its own. */
  private static ObjectNode payment(CommandLine line) {
    return JSON.createObjectNode()
        .put("amount", line.words().get(2))
        .put("id", line.value("--id").orElseGet(() -> UUID.randomUUID().toString()));
  }

  private static ObjectNode prices(CommandLine line) {
    ObjectNode prices = JSON.createObjectNode();
    for (String price : PRICES) {
      line.value("--" + price).ifPresent(value -> prices.put(price.replace('-', '_'), value));
    }
    return prices;
  }
}

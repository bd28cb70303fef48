package io.iplive.acceptance.faults;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.iplive.acceptance.cluster.Cluster;
import io.iplive.acceptance.history.History.Site;
import io.iplive.acceptance.receiver.MoodyReceiver;
import io.iplive.acceptance.run.Panel;
import io.iplive.acceptance.run.Panel.Answer;
import io.iplive.local.instance.Complaint;
import io.iplive.local.operator.Operator;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/** A paying customer with a panel and a contact, both at one receiver. */
final class Customer {

  static final int NUM_ERROR = 2;
  private static final String NAME = "faults";
  private static final String ACCOUNT = "/operator/accounts/" + NAME;
  private static final long PAID = 100_000_000;
  private static final int SUCCESS = 1000;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Operator operator;
  private final Panel panel;

  private Customer(Operator operator, Panel panel) {
    this.operator = operator;
    this.panel = panel;
  }

  static Customer of(Cluster cluster, MoodyReceiver receiver) {
    Operator operator = cluster.operator();
    JsonNode account = operator.addAccount(NAME, Optional.of(receiver.callbackAddress()));
    operator.post(ACCOUNT + "/topup", object().put("amount", "" + PAID).put("id", "first"));
    operator.post(ACCOUNT + "/prices", object().put("check", "1"));
    JsonNode contact =
        operator.post(
            "/operator/contacts",
            object()
                .put("account", NAME)
                .put("type", "http")
                .put("address", receiver.outageAddress())
                .put("policy", "durable")
                .put("default", true));
    String secret = account.path("callback_secret").asText();
    receiver.know(secret, contact.path("secret").asText());
    String token = account.path("token").asText();
    return new Customer(
        operator,
        new Panel(cluster.gatewayAddress(), account.path("app_name").asText(), token, secret));
  }

  private static ObjectNode object() {
    return JSON.createObjectNode();
  }

  String app() {
    return panel.app();
  }

  /** Orders so many monitors of one to three targets, each at an address of its own. */
  List<Site> order(int monitors, int port, Duration interval)
      throws IOException, InterruptedException {
    List<Site> sites = new ArrayList<>();
    for (int group = 1; group <= monitors; group++) {
      int records = 1 + group % 3;
      Map<Long, String> addresses = new TreeMap<>();
      for (long record = 1; record <= records; record++) {
        addresses.put(record, "127.%d.%d.%d".formatted(10 + record, group / 250, 1 + group % 250));
      }
      Answer answer =
          panel.operateMonitor(
              group,
              Map.of(
                  "record_ids",
                  LongStream.rangeClosed(1, records)
                      .mapToObj(Long::toString)
                      .collect(Collectors.joining(":")),
                  "ips",
                  String.join(":", addresses.values()),
                  "port",
                  "" + port,
                  "interval",
                  "" + interval.toSeconds(),
                  "timeout",
                  "1",
                  "num_error",
                  "" + NUM_ERROR));
      demand(answer);
      long its = group;
      addresses.forEach(
          (record, address) -> sites.add(new Site(its, record, answer.target(record), address)));
    }
    return sites;
  }

  /** Ends all monitoring; answers when the last was stopped. */
  Instant stop(List<Site> sites) throws IOException, InterruptedException {
    Instant last = Instant.now();
    for (long group : sites.stream().map(Site::group).distinct().toList()) {
      Answer answer = panel.stopMonitor(group);
      demand(answer);
      last = answer.at();
    }
    return last;
  }

  private static void demand(Answer answer) {
    if (answer.code() != SUCCESS) {
      throw new Complaint("A call was refused: " + answer.message());
    }
  }

  /** Checks that were paid so far, at the price of 1. */
  long charged() {
    String balance = operator.get(ACCOUNT + "/balance").path("balance").asText();
    return PAID - new BigDecimal(balance).longValueExact();
  }
}

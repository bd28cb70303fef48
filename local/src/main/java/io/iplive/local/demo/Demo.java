package io.iplive.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import io.iplive.local.demo.Receiver.Call;
import io.iplive.local.instance.Complaint;
import io.iplive.local.operator.Operator;
import io.iplive.local.operator.Panel;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** A first outage, from the API call to the callbacks, told while it happens. */
public final class Demo {

  private static final Duration PATIENCE = Duration.ofSeconds(40);
  private static final String GROUP = "1";

  private final Operator operator;
  private final Panel panel;
  private final PrintStream out;
  private boolean watched;
  private boolean stopped;

  public Demo(Operator operator, String gatewayAddress, PrintStream out) {
    this.operator = operator;
    this.panel = new Panel(gatewayAddress, PATIENCE);
    this.out = out;
  }

  /** What the account of this demo goes by. */
  private record Customer(String name, String token, String callbackSecret, String contactSecret) {}

  public int run() throws InterruptedException {
    Narrator narrator = new Narrator(out);
    try (Target target = new Target();
        Receiver receiver = new Receiver()) {
      Customer customer = enrol(receiver, narrator);
      Thread stop = Thread.ofPlatform().unstarted(() -> breakOff(customer, narrator));
      Runtime.getRuntime().addShutdownHook(stop);
      try {
        watch(customer, target, narrator);
        follow(customer, target, receiver, narrator);
      } finally {
        stop(customer, narrator);
      }
      narrator.tell("That was one outage, from the API call to the callbacks.");
      return 0;
    } catch (IOException e) {
      throw new Complaint("The demo's own servers could not start (%s).".formatted(e), e);
    }
  }

  private Customer enrol(Receiver receiver, Narrator narrator) {
    String name = "demo-" + Long.toString(Instant.now().getEpochSecond(), 36);
    JsonNode account = operator.addAccount(name, Optional.of(receiver.address(Receiver.CALLBACK)));
    JsonNode contact =
        operator.addContact(
            name, "http", receiver.address(Receiver.CONTACT), Optional.empty(), true);
    narrator.tell(
        "An account '%s', its callback %s and a contact for outages %s."
            .formatted(
                name, receiver.address(Receiver.CALLBACK), receiver.address(Receiver.CONTACT)));
    return new Customer(
        name,
        account.path("token").asText(),
        account.path("callback_secret").asText(),
        contact.path("secret").asText());
  }

  private synchronized void watch(Customer customer, Target target, Narrator narrator) {
    if (stopped) {
      return;
    }
    Map<String, String> fields = identity(customer);
    fields.put("record_ids", "1");
    fields.put("ips", "127.0.0.1");
    fields.put("port", "" + target.port());
    fields.put("interval", "5");
    fields.put("timeout", "2");
    fields.put("num_error", "2");
    watched = true;
    JsonNode info = panel.call("operate_monitor", fields);
    narrator.tell(
        "POST /operate_monitor: watch http://127.0.0.1:%d/ every 5 s, two errors in a row are an outage. It is monitor %s, target %s."
            .formatted(
                target.port(),
                info.path("monitor_id").asText(),
                info.path("records").path("1").asText()));
  }

  /** Once, also of a demo that is broken off: nothing of it may go on probing. */
  private synchronized void stop(Customer customer, Narrator narrator) {
    if (watched && !stopped) {
      panel.call("stop_monitor", identity(customer));
      narrator.tell("stop_monitor: nothing of it is probed any more.");
    }
    stopped = true;
  }

  private void breakOff(Customer customer, Narrator narrator) {
    try {
      stop(customer, narrator);
    } catch (Complaint e) {
      narrator.tell(e.sentence());
    }
  }

  private static Map<String, String> identity(Customer customer) {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("app_name", customer.name());
    fields.put("token", customer.token());
    fields.put("group_id", GROUP);
    return fields;
  }

  private static void follow(Customer customer, Target target, Receiver receiver, Narrator narrator)
      throws InterruptedException {
    Story story = new Story(customer.callbackSecret(), customer.contactSecret(), narrator);
    await(receiver, story, Story::isUp, "a first good round");
    target.answerWith(500);
    narrator.tell("The site breaks: it answers 500 from now on.");
    await(receiver, story, Story::isOutage, "the outage");
    target.answerWith(200);
    narrator.tell("The site is repaired: it answers 200 again.");
    await(receiver, story, Story::isRecovery, "the recovery");
  }

  private static void await(
      Receiver receiver, Story story, Predicate<Call> wanted, String expectation)
      throws InterruptedException {
    Instant deadline = Instant.now().plus(PATIENCE);
    while (true) {
      Call call =
          receiver
              .next(Duration.between(Instant.now(), deadline))
              .orElseThrow(() ->
                  new Complaint(
                      "The demo waited %d s in vain for %s: see ./iplive status and ./iplive logs."
                          .formatted(PATIENCE.toSeconds(), expectation)));
      story.tell(call);
      if (wanted.test(call)) {
        return;
      }
    }
  }
}

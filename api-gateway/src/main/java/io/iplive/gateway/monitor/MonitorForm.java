package io.iplive.gateway.monitor;

import io.iplive.gateway.account.ContactId;
import io.iplive.gateway.account.Plain;
import io.iplive.gateway.address.IpAddress;
import io.iplive.gateway.call.ParamReader;
import io.iplive.gateway.call.Params;
import io.iplive.gateway.call.Refusal;
import io.iplive.gateway.call.Rule;
import io.iplive.gateway.call.Rules;
import io.iplive.gateway.call.Sent;
import io.iplive.gateway.call.WebRules;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What operate_monitor sent (contracts/iplive.md, "operate_monitor"), each parameter usable by
 * itself; whether they suit each other and the group is decided with the group.
 */
public record MonitorForm(
    long groupId,
    List<Entry> records,
    Sent<Integer> level,
    Sent<Protocol> protocol,
    Sent<Integer> port,
    Sent<String> path,
    Sent<String> host,
    Sent<Plain> cookies,
    Sent<String> expectedCodes,
    Sent<Duration> interval,
    Sent<Duration> timeout,
    Sent<Integer> retryCount,
    Sent<List<IpAddress>> nodes,
    Sent<Integer> numError,
    Sent<Integer> numOk,
    Sent<Duration> errorInterval,
    Sent<List<ContactId>> contacts,
    Sent<String> userAgent,
    Sent<Boolean> tlsVerify) {

  /** A record and its address. */
  public record Entry(long recordId, IpAddress address) {}

  /** A usable form, or why it is refused. */
  public sealed interface Reading {

    /** Usable. */
    record Read(MonitorForm form) implements Reading {}

    /** Not usable. */
    record Refused(Refusal refusal) implements Reading {}
  }

  /** What cannot be left out, in the contract's order. */
  public static final List<String> REQUIRED = List.of("app_name", "group_id", "record_ids", "ips");

  /** Every name with a meaning. */
  public static final Set<String> KNOWN =
      Set.of(
          "app_name",
          "token",
          "group_id",
          "record_ids",
          "ips",
          "level",
          "protocol",
          "port",
          "path",
          "domain",
          "cookies",
          "http_code",
          "interval",
          "timeout",
          "retry_count",
          "node_ips",
          "num_error",
          "num_ok",
          "period_error",
          "contacts",
          "user_agent",
          "tls_verify");

  /** The {@code contacts} of a group of which nobody is told; blank ones are the account's. */
  public static final String NOBODY = "none";

  private static final Set<String> SECRET = Set.of("token", "cookies");
  private static final int MOST_RECORDS = 1_000;
  private static final int MOST_NODES = 1_000;
  private static final int MOST_CONTACTS = 100;
  private static final int LEAST_INTERVAL = 5;
  private static final int MOST_INTERVAL = 86_400;

  /**
   * Reads a call's parameters.
   *
   * @param permitted which addresses the installation lets probes connect to
   */
  public static Reading read(Params params, Predicate<InetAddress> permitted) {
    ParamReader reader = new ParamReader(params, SECRET);
    reader.read("app_name", Rules.text());
    long groupId = reader.read("group_id", Rules.id()).or(0L, 0L);
    List<Entry> records = records(reader, params, permitted);
    MonitorForm form =
        new MonitorForm(
            groupId,
            records,
            reader.read("level", Rules.integer(0, 4, "")),
            reader.read("protocol", Rules.oneOf(Protocol.byText())),
            reader.read("port", Rules.integer(1, 65_535, "")),
            reader.read("path", WebRules.path(2_048)),
            reader.read("domain", WebRules.hostName()),
            reader.read("cookies", WebRules.headerValue(4_096)).map(Plain::new),
            reader.read("http_code", WebRules.statusCodes()),
            reader.read("interval", Rules.seconds(LEAST_INTERVAL, MOST_INTERVAL)),
            reader.read("timeout", Rules.seconds(1, 60)),
            reader.read("retry_count", Rules.integer(0, 5, "")),
            reader.read("node_ips", Rules.addresses(MOST_NODES, any -> true)),
            reader.read("num_error", Rules.integer(1, 20, "")),
            reader.read("num_ok", Rules.integer(1, 20, "")),
            reader.read("period_error", Rules.seconds(LEAST_INTERVAL, MOST_INTERVAL)),
            reader.read("contacts", MonitorForm::contacts),
            reader.read("user_agent", WebRules.headerValue(255)),
            reader.flag("tls_verify"));
    return reader
        .refusal(REQUIRED)
        .<Reading>map(Reading.Refused::new)
        .orElseGet(() -> new Reading.Read(form));
  }

  private static Rule.Reading<List<ContactId>> contacts(String text) {
    Rule<List<ContactId>> ids =
        Rules.ids(",", MOST_CONTACTS).as(all -> all.stream().map(ContactId::new).toList());
    return text.equalsIgnoreCase(NOBODY) ? new Rule.Reading.Good<>(List.of()) : ids.read(text);
  }

  private static List<Entry> records(
      ParamReader reader, Params params, Predicate<InetAddress> permitted) {
    Optional<List<Long>> ids = given(reader.read("record_ids", Rules.ids(":", MOST_RECORDS)));
    Optional<List<IpAddress>> ips =
        given(reader.read("ips", Rules.addresses(MOST_RECORDS, permitted)));
    if (ids.isEmpty() || ips.isEmpty()) {
      return List.of();
    }
    if (ids.get().size() != ips.get().size()) {
      String allowed = "%d addresses, one a record".formatted(ids.get().size());
      reader.refuse("ips", params.text("ips").orElse(""), allowed);
      return List.of();
    }
    List<Entry> records = new ArrayList<>();
    for (int i = 0; i < ids.get().size(); i++) {
      records.add(new Entry(ids.get().get(i), ips.get().get(i)));
    }
    return List.copyOf(records);
  }

  private static <T> Optional<T> given(Sent<T> sent) {
    return sent instanceof Sent.Value<T>(T value) ? Optional.of(value) : Optional.empty();
  }
}

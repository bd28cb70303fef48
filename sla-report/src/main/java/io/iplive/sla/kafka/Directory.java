package io.iplive.sla.kafka;

import io.iplive.schemas.AvroSerde;
import io.iplive.schemas.SchemaRegistry;
import io.iplive.schemas.Topics;
import io.iplive.schemas.gateway.AccountEvent;
import io.iplive.schemas.gateway.AccountState;
import io.iplive.schemas.gateway.NodeEvent;
import io.iplive.sla.asked.Refusal;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Accounts and nodes, as they are now. */
final class Directory {

  /** So many names help whoever mistyped one. */
  private static final int NAMES = 10;

  private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]{0,17}");

  private record Version(int epoch, long number) {
    private static final Comparator<Version> ORDER =
        Comparator.comparingInt(Version::epoch).thenComparingLong(Version::number);
  }

  private final AvroSerde<AccountEvent> accountEvents;
  private final AvroSerde<NodeEvent> nodeEvents;
  private final Map<Long, Version> versions = new HashMap<>();
  private final TreeMap<Long, AccountEvent> accounts = new TreeMap<>();
  private final Map<Long, String> addresses = new HashMap<>();

  Directory(SchemaRegistry registry) {
    this.accountEvents = new AvroSerde<>(registry, AccountEvent.class);
    this.nodeEvents = new AvroSerde<>(registry, NodeEvent.class);
  }

  /** An account. */
  record Account(long id, String name) {}

  void account(ConsumerRecord<byte[], byte[]> record) {
    if (record.value() == null) {
      return;
    }
    AccountEvent event = accountEvents.decode(Topics.ACCOUNTS.name(), record.value());
    Version version = new Version(event.getEpoch(), event.getVersion());
    Version before = versions.get(event.getAccountId());
    if (before == null || Version.ORDER.compare(before, version) < 0) {
      versions.put(event.getAccountId(), version);
      accounts.put(event.getAccountId(), event);
    }
  }

  void node(ConsumerRecord<byte[], byte[]> record) {
    if (record.value() != null) {
      NodeEvent event = nodeEvents.decode(Topics.NODES.name(), record.value());
      addresses.put(event.getNodeId(), event.getAfter().getAddress());
    }
  }

  /**
   * By its name, or else its number; of several of that name the one that is not deleted. A number
   * that is nobody's any more may be that of a deleted account, of which the rest is kept.
   */
  Account find(String wanted) {
    return accounts.values().stream()
        .filter(event -> event.getAfter().getName().equals(wanted))
        .max(
            Comparator.<AccountEvent, Boolean>comparing(
                    event -> event.getAfter().getState() != AccountState.DELETED)
                .thenComparingLong(AccountEvent::getAccountId))
        .or(() ->
            accounts.values().stream()
                .filter(event -> Long.toString(event.getAccountId()).equals(wanted))
                .findFirst())
        .map(event -> new Account(event.getAccountId(), event.getAfter().getName()))
        .or(() ->
            NUMBER.matcher(wanted).matches()
                ? Optional.of(new Account(Long.parseLong(wanted), wanted))
                : Optional.empty())
        .orElseThrow(() -> Refusal.of("--account", wanted, names()));
  }

  private String names() {
    if (accounts.isEmpty()) {
      return "the name of an account, but there is none";
    }
    return accounts.values().stream()
        .map(event -> event.getAfter().getName())
        .sorted()
        .limit(NAMES)
        .collect(Collectors.joining(", ", "", accounts.size() > NAMES ? ", …" : ""));
  }

  Map<Long, String> addresses() {
    return Map.copyOf(addresses);
  }
}

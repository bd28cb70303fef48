package io.iplive.scheduler.kafka.account;

import io.iplive.scheduler.kafka.node.GlobalKeeper;
import io.iplive.scheduler.kafka.node.GlobalReading;
import io.iplive.scheduler.kafka.node.NodeStores;
import io.iplive.scheduler.monitor.Standing;
import io.iplive.scheduler.monitor.Version;
import io.iplive.schemas.AvroSerde;
import io.iplive.schemas.Topics;
import io.iplive.schemas.gateway.AccountEvent;
import io.iplive.schemas.gateway.SuspensionReason;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** Keeps the board. The store holds nothing: the topic is read whole at each start. */
public final class AccountKeeper extends GlobalKeeper {

  /** Name of the store that Streams wants. */
  public static final String ACCOUNTS = "accounts";

  private final AvroSerde<AccountEvent> events;
  private final AccountBoard board;

  /** A keeper that decodes with {@code events}. */
  public AccountKeeper(AvroSerde<AccountEvent> events, GlobalReading reading, AccountBoard board) {
    super(ACCOUNTS, reading);
    this.events = events;
    this.board = board;
  }

  /** A tombstone says nothing: whoever was deleted stays so. */
  @Override
  protected void keep(KeyValueStore<String, byte[]> store, Record<byte[], byte[]> record) {
    long id = NodeStores.id(record.key());
    byte @Nullable [] value = record.value();
    if (value == null) {
      return;
    }
    AccountEvent event = events.decode(Topics.ACCOUNTS.name(), value);
    if (event.getAccountId() != id || event.getAfter().getAccountId() != id) {
      throw new SerializationException(
          "accountId=%d, allowed the key's %d".formatted(event.getAccountId(), id));
    }
    board.put(id, standing(event));
    store.put(Long.toString(id), new byte[0]);
  }

  private static Standing standing(AccountEvent event) {
    Version version = new Version(event.getEpoch(), event.getVersion());
    return switch (event.getAfter().getState()) {
      case ACTIVE -> new Standing.Good(version, event.getOccurredAt());
      case SUSPENDED ->
          new Standing.Suspended(
              version, event.getOccurredAt(), reason(event.getAfter().getSuspendedFor()));
      case DELETED ->
          new Standing.Suspended(version, event.getOccurredAt(), Standing.Reason.OPERATOR);
      case UNKNOWN -> throw new SerializationException("state=UNKNOWN, allowed a known one");
    };
  }

  private static Standing.Reason reason(@Nullable SuspensionReason reason) {
    return reason == SuspensionReason.BALANCE ? Standing.Reason.BALANCE : Standing.Reason.OPERATOR;
  }
}

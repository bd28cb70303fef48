package io.iplive.notifier;

import io.iplive.schemas.AvroSerde;
import io.iplive.schemas.HttpSchemaRegistry;
import io.iplive.schemas.SecretCipher;
import io.iplive.schemas.Topic;
import io.iplive.schemas.Topics;
import io.iplive.schemas.gateway.Account;
import io.iplive.schemas.gateway.AccountEvent;
import io.iplive.schemas.gateway.AccountEventKind;
import io.iplive.schemas.gateway.AccountState;
import io.iplive.schemas.gateway.App;
import io.iplive.schemas.gateway.CallbackMode;
import io.iplive.schemas.gateway.Check;
import io.iplive.schemas.gateway.Contact;
import io.iplive.schemas.gateway.ContactEvent;
import io.iplive.schemas.gateway.ContactEventKind;
import io.iplive.schemas.gateway.ContactState;
import io.iplive.schemas.gateway.ContactType;
import io.iplive.schemas.gateway.DeliveryPolicy;
import io.iplive.schemas.gateway.InconclusiveMode;
import io.iplive.schemas.gateway.Maintenance;
import io.iplive.schemas.gateway.MaintenanceEvent;
import io.iplive.schemas.gateway.MaintenanceEventKind;
import io.iplive.schemas.gateway.MaintenanceState;
import io.iplive.schemas.gateway.MonitorDefinition;
import io.iplive.schemas.gateway.MonitorEvent;
import io.iplive.schemas.gateway.MonitorEventKind;
import io.iplive.schemas.gateway.MonitorState;
import io.iplive.schemas.gateway.Recurrence;
import io.iplive.schemas.gateway.StatusCodes;
import io.iplive.schemas.scheduler.Pace;
import io.iplive.schemas.verdict.CloseReason;
import io.iplive.schemas.verdict.DecidedBy;
import io.iplive.schemas.verdict.OutageEvent;
import io.iplive.schemas.verdict.OutageEventKind;
import io.iplive.schemas.verdict.Outcome;
import io.iplive.schemas.verdict.RoundClosed;
import io.iplive.schemas.verdict.RoundEvent;
import io.iplive.schemas.verdict.RoundEventKind;
import io.iplive.schemas.verdict.TargetVerdict;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** What gateway and verdict publish; the gateway's in transactions, as its relay does. */
public final class Events implements AutoCloseable {

  private static final Instant AT = Instant.ofEpochSecond(1025842575);

  private final HttpSchemaRegistry registry;
  private final SecretCipher cipher;
  private final KafkaProducer<byte[], byte[]> relay;
  private final KafkaProducer<byte[], byte[]> verdict;

  Events(String brokers, String registryUrl, SecretCipher cipher) {
    this.registry = new HttpSchemaRegistry(registryUrl);
    this.cipher = cipher;
    ByteArraySerializer bytes = new ByteArraySerializer();
    this.relay =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", brokers, "transactional.id", "relay"), bytes, bytes);
    this.verdict = new KafkaProducer<>(Map.of("bootstrap.servers", brokers), bytes, bytes);
    relay.initTransactions();
  }

  void account(
      long accountId, String appName, @Nullable String callback, CallbackMode mode, long version) {
    App app =
        new App(
            accountId,
            appName,
            callback,
            List.of(cipher.encrypt("callback-secret")),
            mode,
            InconclusiveMode.OMIT);
    account(
        Account.newBuilder()
            .setAccountId(accountId)
            .setName("a" + accountId)
            .setState(AccountState.ACTIVE)
            .setApps(List.of(app))
            .build(),
        version);
  }

  /** An active account with an app of its id. */
  public Account.Builder account(long accountId, @Nullable String callback) {
    App app =
        new App(
            accountId,
            "app" + accountId,
            callback,
            List.of(cipher.encrypt("callback-secret")),
            CallbackMode.EVERY_ROUND,
            InconclusiveMode.OMIT);
    return Account.newBuilder()
        .setAccountId(accountId)
        .setName("a" + accountId)
        .setState(AccountState.ACTIVE)
        .setApps(List.of(app));
  }

  public void account(Account after, long version) {
    long accountId = after.getAccountId();
    publish(
        Topics.ACCOUNTS,
        accountId,
        new AccountEvent(
            "a" + accountId,
            AccountEventKind.CREATED,
            accountId,
            1,
            version,
            AT,
            List.of(),
            after));
  }

  public void contact(long contactId, long accountId, String address, long version) {
    contact(contact(contactId, accountId, ContactType.HTTP, address).build(), version);
  }

  /** A default contact. */
  public Contact.Builder contact(long contactId, long accountId, ContactType type, String address) {
    return Contact.newBuilder()
        .setContactId(contactId)
        .setAccountId(accountId)
        .setType(type)
        .setState(ContactState.ACTIVE)
        .setAddress(address)
        .setSecrets(List.of(cipher.encrypt("fghghjghj56565")))
        .setIsDefault(true)
        .setPolicy(type == ContactType.HTTP ? DeliveryPolicy.LEGACY : DeliveryPolicy.DURABLE)
        .setCodes(StatusCodes.SEED);
  }

  public void contact(Contact after, long version) {
    long contactId = after.getContactId();
    publish(
        Topics.CONTACTS,
        contactId,
        new ContactEvent(
            "c" + contactId,
            ContactEventKind.CREATED,
            contactId,
            1,
            version,
            AT,
            List.of(),
            after));
  }

  /** A maintenance of a target from one second to another. */
  public void maintenance(long id, long accountId, long targetId, long from, long to) {
    Instant start = Instant.ofEpochSecond(from);
    publish(
        Topics.MAINTENANCES,
        id,
        new MaintenanceEvent(
            "m" + id,
            MaintenanceEventKind.ADDED,
            id,
            1,
            1L,
            AT,
            List.of(),
            Maintenance.newBuilder()
                .setMaintenanceId(id)
                .setAccountId(accountId)
                .setState(MaintenanceState.ACTIVE)
                .setTargetIds(List.of(targetId))
                .setStartsAt(start)
                .setStartsLocal(LocalDateTime.ofInstant(start, ZoneOffset.UTC).toString())
                .setZone("UTC")
                .setDurationSeconds(to - from)
                .setRecurrence(Recurrence.NONE)
                .build()));
  }

  /** A group of an account's app, which has the account's id. */
  public void monitor(long monitorId, long accountId, long version, MonitorState state) {
    monitor(monitorId, accountId, version, state, null);
  }

  /** The same of one that depends on another. */
  public void monitor(
      long monitorId,
      long accountId,
      long version,
      MonitorState state,
      @Nullable Long parentMonitorId) {
    MonitorDefinition after =
        MonitorDefinition.newBuilder()
            .setMonitorId(monitorId)
            .setAccountId(accountId)
            .setAppId(accountId)
            .setGroupId(monitorId)
            .setState(state)
            .setProtocol("http")
            .setLevel(0)
            .setPeriodSeconds(60)
            .setErrorPeriodSeconds(60)
            .setTimeoutMillis(3000)
            .setRetryCount(0)
            .setNumError(2)
            .setNumOk(1)
            .setCheck(Check.newBuilder().build())
            .setTargets(List.of())
            .setParentMonitorId(parentMonitorId)
            .build();
    publish(
        Topics.MONITORS,
        monitorId,
        new MonitorEvent(
            "m" + monitorId,
            MonitorEventKind.CHANGED,
            monitorId,
            1,
            version,
            AT,
            List.of(),
            after));
  }

  public void round(long monitorId, long accountId, long second, Outcome outcome) {
    Instant at = Instant.ofEpochSecond(second);
    TargetVerdict target =
        TargetVerdict.newBuilder()
            .setTargetId(monitorId)
            .setRecordId(1)
            .setPosition(0)
            .setAddressVersion(1)
            .setOutcome(outcome)
            .setDecidedBy(DecidedBy.ANSWERS)
            .setDecidedAt(at)
            .setResponseMillis(5)
            .setVotes(List.of())
            .build();
    RoundClosed closed =
        RoundClosed.newBuilder()
            .setMonitorId(monitorId)
            .setEpoch(1)
            .setDefinitionVersion(1)
            .setAccountId(accountId)
            .setAppId(accountId)
            .setGroupId(monitorId)
            .setRoundAt(at)
            .setPace(Pace.NORMAL)
            .setOpenedAt(at)
            .setClosedAt(at)
            .setVotesNeeded(1)
            .setNumError(2)
            .setNumOk(1)
            .setPeriodSeconds(60)
            .setErrorPeriodSeconds(60)
            .setTargets(List.of(target))
            .build();
    send(
        Topics.ROUNDS,
        monitorId,
        new RoundEvent(RoundEventKind.ROUND_CLOSED, monitorId, closed, null, null, null));
  }

  public void opened(long outageId, long monitorId, long targetId, long since) {
    send(
        Topics.OUTAGES,
        monitorId,
        outage(outageId, monitorId, targetId, since, OutageEventKind.OPENED, null, null));
  }

  public void closed(long outageId, long monitorId, long targetId, long since, CloseReason why) {
    send(
        Topics.OUTAGES,
        monitorId,
        outage(outageId, monitorId, targetId, since, OutageEventKind.CLOSED, since + 420, why));
  }

  /** An event as its listener gets it: an end, or a beginning where there is none. */
  ConsumerRecord<byte[], byte[]> polled(
      long outageId, long monitorId, long targetId, long since, @Nullable Long closedAt) {
    OutageEvent event =
        closedAt == null
            ? outage(outageId, monitorId, targetId, since, OutageEventKind.OPENED, null, null)
            : outage(
                outageId,
                monitorId,
                targetId,
                since,
                OutageEventKind.CLOSED,
                closedAt,
                CloseReason.RECOVERED);
    return new ConsumerRecord<>(
        Topics.OUTAGES.name(),
        0,
        0,
        System.currentTimeMillis(),
        TimestampType.LOG_APPEND_TIME,
        0,
        0,
        key(monitorId),
        encoded(Topics.OUTAGES, event),
        new RecordHeaders(),
        Optional.empty());
  }

  private static OutageEvent outage(
      long outageId,
      long monitorId,
      long targetId,
      long since,
      OutageEventKind kind,
      @Nullable Long closedAt,
      @Nullable CloseReason reason) {
    return OutageEvent.newBuilder()
        .setEventId(outageId + ":" + kind)
        .setKind(kind)
        .setOutageId(outageId)
        .setMonitorId(monitorId)
        .setTargetId(targetId)
        .setRecordId(1)
        .setAccountId(1)
        .setDefinitionVersion(1)
        .setSince(Instant.ofEpochSecond(since))
        .setDecidedRoundAt(Instant.ofEpochSecond(since))
        .setClosedAt(closedAt == null ? null : Instant.ofEpochSecond(closedAt))
        .setReason(reason)
        .build();
  }

  /** Bytes that nobody can read. */
  public void poison(Topic topic, long key) {
    await(topic.name(), key, new byte[] {1, 2, 3});
  }

  private <T extends SpecificRecord> void send(Topic topic, long key, T event) {
    await(topic.name(), key, encoded(topic, event));
  }

  private void await(String topic, long key, byte[] value) {
    try {
      verdict.send(new ProducerRecord<>(topic, key(key), value)).get();
    } catch (ExecutionException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private <T extends SpecificRecord> void publish(Topic topic, long key, T event) {
    relay.beginTransaction();
    Future<RecordMetadata> _ =
        relay.send(new ProducerRecord<>(topic.name(), key(key), encoded(topic, event)));
    relay.commitTransaction();
  }

  @SuppressWarnings("unchecked")
  private <T extends SpecificRecord> byte[] encoded(Topic topic, T event) {
    return new AvroSerde<>(registry, (Class<T>) event.getClass()).encode(topic.name(), event);
  }

  private static byte[] key(long id) {
    return Long.toString(id).getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    relay.close();
    verdict.close();
  }
}

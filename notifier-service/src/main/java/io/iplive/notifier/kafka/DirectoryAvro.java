package io.iplive.notifier.kafka;

import io.iplive.notifier.directory.Account;
import io.iplive.notifier.directory.Account.Sender;
import io.iplive.notifier.directory.App;
import io.iplive.notifier.directory.Contact;
import io.iplive.notifier.directory.Contact.Channel;
import io.iplive.notifier.directory.Contact.Timing;
import io.iplive.notifier.directory.DirectoryChange;
import io.iplive.notifier.directory.DirectoryChange.AccountChanged;
import io.iplive.notifier.directory.DirectoryChange.AccountGone;
import io.iplive.notifier.directory.DirectoryChange.ContactChanged;
import io.iplive.notifier.directory.DirectoryChange.ContactGone;
import io.iplive.notifier.directory.DirectoryChange.MaintenanceGone;
import io.iplive.notifier.directory.DirectoryChange.MonitorChanged;
import io.iplive.notifier.directory.DirectoryChange.MonitorGone;
import io.iplive.notifier.directory.Monitor;
import io.iplive.notifier.directory.Monitor.Subject;
import io.iplive.notifier.directory.Monitor.Watch;
import io.iplive.notifier.directory.Repeats;
import io.iplive.notifier.directory.SealedSecret;
import io.iplive.notifier.directory.Version;
import io.iplive.schemas.AvroSerde;
import io.iplive.schemas.SchemaRegistry;
import io.iplive.schemas.Topics;
import io.iplive.schemas.gateway.AccountEvent;
import io.iplive.schemas.gateway.AccountState;
import io.iplive.schemas.gateway.CallbackMode;
import io.iplive.schemas.gateway.ContactEvent;
import io.iplive.schemas.gateway.ContactState;
import io.iplive.schemas.gateway.ContactType;
import io.iplive.schemas.gateway.DeliveryPolicy;
import io.iplive.schemas.gateway.EncryptedValue;
import io.iplive.schemas.gateway.InconclusiveMode;
import io.iplive.schemas.gateway.MaintenanceEvent;
import io.iplive.schemas.gateway.MonitorDefinition;
import io.iplive.schemas.gateway.MonitorEvent;
import io.iplive.schemas.gateway.MonitorState;
import io.iplive.schemas.gateway.StatusCodes;
import io.iplive.schemas.gateway.SuspensionReason;
import io.iplive.schemas.gateway.Target;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.SerializationException;

/**
 * Records of the directory's topics as changes of the directory. A record without value removes.
 */
final class DirectoryAvro {

  private final AvroSerde<MonitorEvent> monitors;
  private final AvroSerde<AccountEvent> accounts;
  private final AvroSerde<ContactEvent> contacts;
  private final AvroSerde<MaintenanceEvent> maintenances;

  DirectoryAvro(SchemaRegistry registry) {
    this.monitors = new AvroSerde<>(registry, MonitorEvent.class);
    this.accounts = new AvroSerde<>(registry, AccountEvent.class);
    this.contacts = new AvroSerde<>(registry, ContactEvent.class);
    this.maintenances = new AvroSerde<>(registry, MaintenanceEvent.class);
  }

  /**
   * The change a record stands for.
   *
   * @throws SerializationException when it cannot be decoded: poison
   */
  DirectoryChange change(ConsumerRecord<byte[], byte[]> record) {
    String topic = record.topic();
    byte[] value = record.value();
    if (topic.equals(Topics.MONITORS.name())) {
      return value == null ? new MonitorGone(key(record)) : change(monitors.decode(topic, value));
    }
    if (topic.equals(Topics.ACCOUNTS.name())) {
      return value == null ? new AccountGone(key(record)) : change(accounts.decode(topic, value));
    }
    if (topic.equals(Topics.MAINTENANCES.name())) {
      return value == null
          ? new MaintenanceGone(key(record))
          : MaintenanceAvro.change(maintenances.decode(topic, value));
    }
    return value == null ? new ContactGone(key(record)) : change(contacts.decode(topic, value));
  }

  private static long key(ConsumerRecord<byte[], byte[]> record) {
    byte[] key = record.key();
    if (key == null) {
      throw new SerializationException("A record without key and value");
    }
    String text = new String(key, StandardCharsets.UTF_8);
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw new SerializationException("The key is no id: " + text, e);
    }
  }

  static DirectoryChange change(MonitorEvent event) {
    MonitorDefinition after = event.getAfter();
    MonitorState state = after.getState();
    return new MonitorChanged(
        new Monitor(
            event.getMonitorId(),
            new Version(event.getEpoch(), event.getVersion()),
            after.getAccountId(),
            after.getAppId(),
            after.getGroupId(),
            state != MonitorState.PAUSED && state != MonitorState.STOPPED,
            after.getContacts(),
            after.getSendRecovery(),
            subject(after),
            after.getParentMonitorId(),
            watch(after)));
  }

  /** A round after it happened, and the rounds in a row that it takes to be sure. */
  private static Watch watch(MonitorDefinition monitor) {
    Duration again = Duration.ofSeconds(monitor.getErrorPeriodSeconds());
    return new Watch(
        Duration.ofSeconds(monitor.getPeriodSeconds())
            .plus(again.multipliedBy(Math.max(0, monitor.getNumError() - 1))),
        again.multipliedBy(Math.max(1, monitor.getNumOk())));
  }

  /** Tasks have one target; what the customer named is its name even where a target moved. */
  private static Subject subject(MonitorDefinition monitor) {
    Map<Long, String> addresses =
        monitor.getTargets().stream()
            .collect(Collectors.toMap(Target::getTargetId, Target::getAddress, (a, _) -> a));
    return new Subject(monitor.getName(), monitor.getData(), addresses);
  }

  static DirectoryChange change(AccountEvent event) {
    io.iplive.schemas.gateway.Account after = event.getAfter();
    boolean deleted = after.getState() == AccountState.DELETED;
    List<App> apps =
        deleted
            ? List.of()
            : after.getApps().stream().map(app -> app(event.getAccountId(), app)).toList();
    return new AccountChanged(
        new Account(
            event.getAccountId(),
            new Version(event.getEpoch(), event.getVersion()),
            after.getName(),
            state(after),
            after.getTest(),
            new Sender(
                after.getSenderAddress(),
                after.getSenderName(),
                after.getReplyTo(),
                after.getSmsSender()),
            after.getTemplates().stream().flatMap(own -> TextAvro.template(own).stream()).toList(),
            apps),
        event.getOccurredAt());
  }

  private static Account.State state(io.iplive.schemas.gateway.Account account) {
    return switch (account.getState()) {
      case ACTIVE, UNKNOWN -> Account.State.ACTIVE;
      case SUSPENDED ->
          account.getSuspendedFor() == SuspensionReason.BALANCE
              ? Account.State.UNPAID
              : Account.State.BANNED;
      case DELETED -> Account.State.DELETED;
    };
  }

  private static App app(long accountId, io.iplive.schemas.gateway.App app) {
    return new App(
        app.getAppId(),
        accountId,
        app.getName(),
        app.getCallbackUrl(),
        secrets(app.getCallbackSecrets()),
        app.getCallbackMode() == CallbackMode.ON_CHANGE,
        app.getInconclusive() == InconclusiveMode.INCLUDE);
  }

  static DirectoryChange change(ContactEvent event) {
    io.iplive.schemas.gateway.Contact after = event.getAfter();
    Channel channel = channel(after.getType());
    return new ContactChanged(
        new Contact(
            event.getContactId(),
            after.getAccountId(),
            new Version(event.getEpoch(), event.getVersion()),
            channel,
            after.getState() != ContactState.DELETED,
            after.getAddress(),
            secrets(after.getSecrets()),
            after.getIsDefault(),
            repeats(channel, after.getPolicy()),
            after.getCodes() == StatusCodes.FULL,
            new Timing(
                Duration.ofMinutes(Math.max(0, after.getDelayMinutes())),
                Duration.ofMinutes(Math.max(0, after.getRepeatMinutes()))),
            TextAvro.reader(after)));
  }

  private static Channel channel(ContactType type) {
    return switch (type) {
      case HTTP -> Channel.HTTP;
      case WEBHOOK -> Channel.WEBHOOK;
      case SMS -> Channel.SMS;
      case EMAIL -> Channel.EMAIL;
      case TELEGRAM -> Channel.TELEGRAM;
      case UNKNOWN -> Channel.OTHER;
    };
  }

  private static Repeats repeats(Channel channel, DeliveryPolicy policy) {
    return switch (policy) {
      case LEGACY -> channel.isRead() ? Repeats.DURABLE : Repeats.LEGACY;
      case DURABLE -> Repeats.DURABLE;
      case UNKNOWN -> channel == Channel.HTTP ? Repeats.LEGACY : Repeats.DURABLE;
    };
  }

  private static List<SealedSecret> secrets(List<EncryptedValue> values) {
    return values.stream().map(DirectoryAvro::secret).toList();
  }

  private static SealedSecret secret(EncryptedValue value) {
    ByteBuffer view = value.getCiphertext().duplicate();
    byte[] bytes = new byte[view.remaining()];
    view.get(bytes);
    return new SealedSecret(value.getKeyId(), Base64.getEncoder().encodeToString(bytes));
  }
}

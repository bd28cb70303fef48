package io.iplive.benchmarks.notifier;

import io.iplive.benchmarks.topic.Wire;
import io.iplive.schemas.AvroSerde;
import io.iplive.schemas.SecretCipher;
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
import io.iplive.schemas.gateway.MonitorDefinition;
import io.iplive.schemas.gateway.MonitorEvent;
import io.iplive.schemas.gateway.MonitorEventKind;
import io.iplive.schemas.gateway.MonitorState;
import io.iplive.schemas.gateway.StatusCodes;
import java.time.Instant;
import java.util.List;

/**
 * Panels, each an account with one app, one HTTP contact and a receiver of its own; monitors of one
 * target are spread over them.
 */
record Customers(Wire wire, SecretCipher cipher, Receivers receivers) {

  static final int PANELS = 20;
  static final int MONITORS = 4_000;

  private static final Instant AT = Instant.ofEpochSecond(Load.EPOCH);
  private static final long FIRST_MONITOR = 1_000;
  private static final long VERSION = 1;

  /** The account of a monitor by its place; its app and contact have the same id. */
  static long account(int monitor) {
    return 1L + monitor % PANELS;
  }

  /** Id of a monitor by its place; its target and group have the same id. */
  static long id(int monitor) {
    return FIRST_MONITOR + monitor;
  }

  static int place(long id) {
    return Math.toIntExact(id - FIRST_MONITOR);
  }

  void publish() {
    AvroSerde<AccountEvent> accounts = wire.serde(AccountEvent.class);
    AvroSerde<ContactEvent> contacts = wire.serde(ContactEvent.class);
    for (int panel = 0; panel < PANELS; panel++) {
      long id = account(panel);
      wire.send(Topics.ACCOUNTS, id, accounts, account(id, receivers.rounds(panel)));
      wire.send(Topics.CONTACTS, id, contacts, contact(id, receivers.outages(panel)));
    }
    AvroSerde<MonitorEvent> monitors = wire.serde(MonitorEvent.class);
    for (int monitor = 0; monitor < MONITORS; monitor++) {
      wire.send(Topics.MONITORS, id(monitor), monitors, monitor(id(monitor), account(monitor)));
    }
  }

  private AccountEvent account(long id, String callback) {
    App app =
        new App(
            id,
            "app" + id,
            callback,
            List.of(cipher.encrypt("callback-secret")),
            CallbackMode.EVERY_ROUND,
            InconclusiveMode.OMIT);
    Account account =
        Account.newBuilder()
            .setAccountId(id)
            .setName("panel" + id)
            .setState(AccountState.ACTIVE)
            .setApps(List.of(app))
            .build();
    return new AccountEvent(
        "a" + id, AccountEventKind.CREATED, id, 1, VERSION, AT, List.of(), account);
  }

  private ContactEvent contact(long id, String address) {
    Contact contact =
        Contact.newBuilder()
            .setContactId(id)
            .setAccountId(id)
            .setType(ContactType.HTTP)
            .setState(ContactState.ACTIVE)
            .setAddress(address)
            .setSecrets(List.of(cipher.encrypt("contact-secret")))
            .setIsDefault(true)
            .setPolicy(DeliveryPolicy.LEGACY)
            .setCodes(StatusCodes.SEED)
            .build();
    return new ContactEvent(
        "c" + id, ContactEventKind.CREATED, id, 1, VERSION, AT, List.of(), contact);
  }

  private static MonitorEvent monitor(long id, long account) {
    MonitorDefinition definition =
        MonitorDefinition.newBuilder()
            .setMonitorId(id)
            .setAccountId(account)
            .setAppId(account)
            .setGroupId(id)
            .setState(MonitorState.ACTIVE)
            .setProtocol("http")
            .setLevel(0)
            .setPeriodSeconds(60)
            .setErrorPeriodSeconds(60)
            .setTimeoutMillis(3_000)
            .setRetryCount(0)
            .setNumError(2)
            .setNumOk(1)
            .setCheck(Check.newBuilder().build())
            .setTargets(List.of())
            .build();
    return new MonitorEvent(
        "m" + id, MonitorEventKind.CHANGED, id, 1, VERSION, AT, List.of(), definition);
  }
}

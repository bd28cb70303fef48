package io.iplive.notifier.postgres;

import static io.iplive.notifier.Things.V1;
import static io.iplive.notifier.Things.V2;
import static org.assertj.core.api.Assertions.assertThat;

import io.iplive.notifier.TestDatabase;
import io.iplive.notifier.Things;
import io.iplive.notifier.directory.Account.State;
import io.iplive.notifier.directory.App;
import io.iplive.notifier.directory.Contact;
import io.iplive.notifier.directory.Contact.Channel;
import io.iplive.notifier.directory.Directory.ReadPosition;
import io.iplive.notifier.directory.DirectoryChange;
import io.iplive.notifier.directory.DirectoryChange.AccountChanged;
import io.iplive.notifier.directory.DirectoryChange.AccountGone;
import io.iplive.notifier.directory.DirectoryChange.ContactChanged;
import io.iplive.notifier.directory.DirectoryChange.ContactGone;
import io.iplive.notifier.directory.DirectoryChange.MaintenanceChanged;
import io.iplive.notifier.directory.DirectoryChange.MaintenanceGone;
import io.iplive.notifier.directory.DirectoryChange.MonitorChanged;
import io.iplive.notifier.directory.DirectoryChange.MonitorGone;
import io.iplive.notifier.directory.Maintenance;
import io.iplive.notifier.directory.Monitor;
import io.iplive.notifier.directory.Monitor.Subject;
import io.iplive.notifier.directory.Repeats;
import io.iplive.notifier.directory.SealedSecret;
import io.iplive.notifier.directory.Subscription;
import io.iplive.notifier.directory.Version;
import io.iplive.notifier.maintenance.Recurrence;
import io.iplive.notifier.maintenance.Span;
import io.iplive.notifier.maintenance.Window;
import io.iplive.notifier.postgres.directory.JdbiDirectory;
import io.iplive.notifier.text.Audience;
import io.iplive.notifier.text.Language;
import io.iplive.notifier.text.Texts.Reader;
import java.sql.SQLException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class JdbiDirectoryIT {

  private static final List<SealedSecret> SECRETS =
      List.of(new SealedSecret("k1", "AAAA"), new SealedSecret("k0", "BBBB"));
  private static Jdbi jdbi;
  private static JdbiDirectory directory;

  @BeforeAll
  static void migrate() throws SQLException {
    jdbi = TestDatabase.migrated(TestDatabase.create("directory") + "&reWriteBatchedInserts=true");
    directory = new JdbiDirectory(jdbi);
  }

  @BeforeEach
  void empty() {
    jdbi.useHandle(handle ->
        handle.execute("truncate monitor, account, app, contact, read_position, maintenance"));
  }

  @Test
  void givesBackWhatItWasGiven() {
    App app = app(3, "http://h/cb");
    Monitor monitor = monitor(V1, true, List.of(5L, 6L));
    Contact contact = contact(V1, true, "http://h/");
    apply(
        accountChanged(V1, List.of(app)), new MonitorChanged(monitor), new ContactChanged(contact));

    assertThat(directory.subscriptions(List.of(7L, 8L)))
        .isEqualTo(Map.of(7L, new Subscription(monitor, app)));
    assertThat(directory.contactsOfAccounts(List.of(1L))).isEqualTo(Map.of(1L, List.of(contact)));
    assertThat(directory.contacts(List.of(5L))).isEqualTo(Map.of(5L, contact));
    assertThat(directory.apps(List.of(3L))).isEqualTo(Map.of(3L, app));
  }

  @Test
  void tellsNoContactsFromTheAccountsDefaults() {
    apply(new MonitorChanged(monitor(V1, true, null)));
    assertThat(only().contacts()).isNull();

    apply(new MonitorChanged(monitor(V2, true, List.of())));
    assertThat(only().contacts()).isEmpty();
  }

  @Test
  void dropsWhatIsNotNewer() {
    apply(
        new MonitorChanged(monitor(V2, false, null)), new MonitorChanged(monitor(V1, true, null)));
    apply(new MonitorChanged(monitor(V2, true, null)));
    apply(new ContactChanged(contact(V2, true, "http://new/")));
    apply(new ContactChanged(contact(V1, true, "http://old/")));
    apply(accountChanged(V2, List.of(app(3, "http://new/"))));
    apply(accountChanged(V1, List.of(app(3, "http://old/"))));

    assertThat(only().active()).isFalse();
    assertThat(directory.contacts(List.of(5L)).values())
        .extracting(Contact::address)
        .containsExactly("http://new/");
    assertThat(directory.apps(List.of(3L)).values())
        .extracting(App::address)
        .containsExactly("http://new/");
  }

  @Test
  void takesTheNewestOfSeveralChangesReadTogether() {
    apply(
        new MonitorChanged(monitor(V1, true, null)),
        new ContactChanged(contact(V1, true, "http://old/")),
        new MonitorChanged(monitor(V2, false, null)),
        new ContactChanged(contact(V2, true, "http://new/")));

    assertThat(only().active()).isFalse();
    assertThat(directory.contacts(List.of(5L)).values())
        .extracting(Contact::address)
        .containsExactly("http://new/");
  }

  @Test
  void takesAnOlderVersionOfANewerEpoch() {
    apply(new MonitorChanged(monitor(new Version(1, 9), true, null)));
    apply(new MonitorChanged(monitor(new Version(2, 1), false, null)));

    assertThat(only().active()).isFalse();
  }

  @Test
  void anAccountsAppsAreReplaced() {
    apply(accountChanged(V1, List.of(app(3, "http://a/"), app(4, null))));
    apply(accountChanged(V2, List.of(app(4, "http://b/"))));

    assertThat(directory.apps(List.of(3L, 4L))).containsOnlyKeys(4L);
  }

  @Test
  void anAppThatIsCalledElsewhereIsToldAnewOfWhatItWasToldLast() {
    apply(
        accountChanged(V1, List.of(app(3, "http://a/"))),
        new MonitorChanged(monitor(V1, true, null)));
    jdbi.useHandle(
        handle -> handle.execute("insert into last_statuses values (7, now(), '{}', '{18}')"));
    apply(accountChanged(V2, List.of(app(3, "http://a/"))));
    assertThat(lastStatuses()).isEqualTo(1);
    apply(accountChanged(new Version(1, 3), List.of(app(3, "http://b/"))));
    assertThat(lastStatuses()).isZero();
  }

  private static int lastStatuses() {
    return jdbi.withHandle(handle ->
        handle.createQuery("select count(*) from last_statuses").mapTo(Integer.class).one());
  }

  @Test
  void whatIsGoneIsNobodysAnyMore() {
    apply(
        accountChanged(V1, List.of(app(3, "http://a/"))),
        new MonitorChanged(monitor(V1, true, null)),
        new ContactChanged(contact(V1, true, "http://h/")));
    apply(new AccountGone(1), new MonitorGone(7), new ContactGone(5));

    assertThat(directory.subscriptions(List.of(7L))).isEmpty();
    assertThat(directory.apps(List.of(3L))).isEmpty();
    assertThat(directory.contacts(List.of(5L))).isEmpty();
  }

  @Test
  void aDeletedContactIsNotToldAnyMore() {
    apply(new ContactChanged(contact(V1, true, "http://h/")));
    apply(new ContactChanged(contact(V2, false, "http://h/")));

    assertThat(directory.contactsOfAccounts(List.of(1L))).isEmpty();
    assertThat(directory.contacts(List.of(5L))).isEmpty();
  }

  @Test
  void aPositionIsThatOfTheLastReader() {
    directory.apply(List.of(), List.of(new ReadPosition("monitors.v1", 0, 9)));
    directory.apply(
        List.of(),
        List.of(new ReadPosition("monitors.v1", 0, 4), new ReadPosition("monitors.v1", 1, 2)));

    assertThat(directory.positions())
        .containsExactlyInAnyOrder(
            new ReadPosition("monitors.v1", 0, 4), new ReadPosition("monitors.v1", 1, 2));
  }

  @Test
  void maintenancesAreFoundByTheirTargets() {
    Window once = new Window.Once(new Span(Instant.EPOCH, Instant.ofEpochSecond(60)));
    Window daily = repeated(new Recurrence.Daily());
    Window weekly = repeated(new Recurrence.Weekly(Set.of(DayOfWeek.SUNDAY, DayOfWeek.MONDAY)));
    Window monthly = repeated(new Recurrence.Monthly(31));
    apply(
        maintenance(1, V2, true, once, 18L, 19L),
        maintenance(2, V2, true, daily, 18L),
        maintenance(3, V2, true, weekly, 19L),
        maintenance(4, V2, true, monthly, 20L));
    assertThat(directory.windows(List.of(18L, 19L, 20L, 21L)))
        .isEqualTo(
            Map.of(18L, List.of(once, daily), 19L, List.of(once, weekly), 20L, List.of(monthly)));

    apply(
        maintenance(1, V2, false, once, 18L, 19L), // not newer
        maintenance(2, new Version(1, 3), false, daily, 18L),
        new MaintenanceGone(3));
    assertThat(directory.windows(List.of(18L, 19L)))
        .isEqualTo(Map.of(18L, List.of(once), 19L, List.of(once)));
  }

  private static Window repeated(Recurrence recurrence) {
    return new Window.Repeated(
        LocalDateTime.parse("2026-11-22T02:30"),
        ZoneId.of("Europe/Berlin"),
        Duration.ofHours(2),
        recurrence);
  }

  private static MaintenanceChanged maintenance(
      long id, Version version, boolean active, Window window, Long... targets) {
    return new MaintenanceChanged(new Maintenance(id, version, active, List.of(targets), window));
  }

  private static void apply(DirectoryChange... changes) {
    directory.apply(List.of(changes), List.of());
  }

  private static Monitor only() {
    return directory.subscriptions(List.of(7L)).values().iterator().next().monitor();
  }

  private static Monitor monitor(Version version, boolean active, @Nullable List<Long> contacts) {
    return new Monitor(
        7,
        version,
        1,
        3L,
        0L,
        active,
        contacts,
        true,
        new Subject("My site", "example.com", Map.of(18L, "192.0.2.7", 19L, "192.0.2.8")),
        17L,
        Things.WATCH);
  }

  private static App app(long id, @Nullable String address) {
    return new App(id, 1, "acme" + id, address, SECRETS, false, true);
  }

  private static Contact contact(Version version, boolean active, String address) {
    return new Contact(
        5,
        1,
        version,
        Channel.WEBHOOK,
        active,
        address,
        SECRETS,
        true,
        Repeats.DURABLE,
        true,
        Things.timing(3, 10),
        new Reader(Language.RU, "Europe/Moscow", Audience.CLIENT));
  }

  private static AccountChanged accountChanged(Version version, List<App> apps) {
    return new AccountChanged(Things.account(version, State.ACTIVE, apps), Instant.EPOCH);
  }
}

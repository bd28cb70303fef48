package io.iplive.notifier.sms;

import static io.iplive.notifier.Things.outage;
import static org.assertj.core.api.Assertions.assertThat;

import io.iplive.notifier.TestDatabase;
import io.iplive.notifier.Things;
import io.iplive.notifier.delivery.Lane;
import io.iplive.notifier.delivery.NewDelivery;
import io.iplive.notifier.directory.Contact.Channel;
import io.iplive.notifier.directory.Contact.Timing;
import io.iplive.notifier.directory.DirectoryChange;
import io.iplive.notifier.directory.DirectoryChange.ContactChanged;
import io.iplive.notifier.directory.DirectoryChange.ContactGone;
import io.iplive.notifier.directory.Repeats;
import io.iplive.notifier.message.DeliveryId;
import io.iplive.notifier.message.Message.OutageOpened;
import io.iplive.notifier.outbox.Outbox;
import io.iplive.notifier.outbox.Step;
import io.iplive.notifier.postgres.JdbiJournal;
import io.iplive.notifier.postgres.JdbiOutbox;
import io.iplive.notifier.postgres.directory.JdbiDirectory;
import io.iplive.notifier.postgres.sms.JdbiSmsBook;
import io.iplive.notifier.sending.Outgoing;
import io.iplive.notifier.smsc.SmsBook.Numbers;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.postgresql.ds.PGSimpleDataSource;

/** What is told of an SMS whose contact is another one meanwhile. */
class SmsStepsIT {

  private static final String PHONE = "+79991234567";
  private static Jdbi jdbi;
  private static JdbiDirectory directory;
  private static JdbiSmsBook book;
  private static Outbox outbox;

  @BeforeAll
  static void migrate() throws SQLException {
    String url = TestDatabase.create("sms_steps");
    jdbi = TestDatabase.migrated(url);
    directory = new JdbiDirectory(jdbi);
    book = new JdbiSmsBook(jdbi, new Numbers(1, 1_000));
    PGSimpleDataSource own = new PGSimpleDataSource();
    own.setUrl(url);
    outbox = new JdbiOutbox(jdbi, own);
  }

  static Stream<DirectoryChange> changes() {
    return Stream.of(
        new ContactGone(1),
        new ContactChanged(
            Things.contact(1, Channel.EMAIL, "a@b.example", Timing.AT_ONCE, Things.V2)));
  }

  @ParameterizedTest
  @MethodSource("changes")
  void itsStatesAreToldWhateverBecameOfItsContact(DirectoryChange change) {
    jdbi.useHandle(handle -> handle.execute("truncate outbox, delivery, lane, turn, contact, sms"));
    directory.apply(List.of(new ContactChanged(Things.contact(1, Channel.SMS, PHONE))), List.of());
    new JdbiJournal(jdbi)
        .record(
            List.of(
                new NewDelivery(
                    "901:OPENED",
                    1,
                    Lane.toContact(1, 18),
                    new OutageOpened(outage(901)),
                    Repeats.DURABLE,
                    null)));
    long delivery =
        jdbi.withHandle(handle ->
            handle.createQuery("select delivery_id from delivery").mapTo(Long.class).one());
    DeliveryId id = DeliveryId.toContact("901:OPENED", 1);
    int smsId = book.open(new Outgoing.Sms(delivery, id, 1, 1, PHONE, "text", null)).smsId();
    book.asking(smsId);
    book.taken(smsId, 2, 300_000);

    directory.apply(List.of(change), List.of());
    book.reported(smsId, 1, 0);

    Step told;
    try (Outbox.Lane lane = outbox.open()) {
      told = lane.next(10).getLast();
    }
    assertThat(told.kind()).isEqualTo(Step.Kind.STATE_CHANGED);
    assertThat(told.channel()).isEqualTo(Channel.SMS);
    assertThat(told.sms())
        .extracting("smsId", "parts", "state")
        .containsExactly((long) smsId, 2, 1);
  }
}

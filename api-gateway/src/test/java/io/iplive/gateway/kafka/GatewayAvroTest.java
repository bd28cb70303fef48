package io.iplive.gateway.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.iplive.gateway.account.Account;
import io.iplive.gateway.account.AccountEvent.AccountCreated;
import io.iplive.gateway.account.AccountEvent.AccountDeleted;
import io.iplive.gateway.account.AccountEvent.AccountSuspended;
import io.iplive.gateway.account.AccountId;
import io.iplive.gateway.account.App;
import io.iplive.gateway.account.AppId;
import io.iplive.gateway.account.Ciphertext;
import io.iplive.gateway.account.ContactId;
import io.iplive.gateway.account.PasswordHash;
import io.iplive.gateway.account.Profile;
import io.iplive.gateway.account.SecretHash;
import io.iplive.gateway.account.Standing;
import io.iplive.gateway.address.IpAddress;
import io.iplive.gateway.contact.Contact;
import io.iplive.gateway.contact.ContactDecider;
import io.iplive.gateway.contact.ContactEvent.ContactCreated;
import io.iplive.gateway.contact.ContactForm;
import io.iplive.gateway.journal.Recorded;
import io.iplive.gateway.node.Node;
import io.iplive.gateway.node.NodeEvent.NodeEnrolled;
import io.iplive.gateway.node.NodeId;
import io.iplive.schemas.AvroSerde;
import io.iplive.schemas.SchemaRegistry;
import io.iplive.schemas.gateway.AccountEvent;
import io.iplive.schemas.gateway.AccountEventKind;
import io.iplive.schemas.gateway.AccountState;
import io.iplive.schemas.gateway.CallbackMode;
import io.iplive.schemas.gateway.ContactEvent;
import io.iplive.schemas.gateway.ContactType;
import io.iplive.schemas.gateway.DeliveryPolicy;
import io.iplive.schemas.gateway.EncryptedValue;
import io.iplive.schemas.gateway.NodeEvent;
import io.iplive.schemas.gateway.NodeState;
import io.iplive.schemas.gateway.SuspensionReason;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

/** Accounts, contacts and nodes on their topics; monitors are in OperateMonitorIT. */
class GatewayAvroTest {

  private static final Instant AT = Instant.parse("2026-01-01T00:00:00.123Z");
  private static final Ciphertext SECRET = new Ciphertext("k1", "AAEC");
  private static final SecretHash HASH = SecretHash.of("a token");

  private final Memory registry = new Memory();
  private final GatewayAvro avro = new GatewayAvro(registry);

  @Test
  void anAccountIsPublishedWithoutAnyHash() {
    Account account = account(new Standing.Active());
    ProducerRecord<byte[], byte[]> row =
        avro.records(new Recorded.OfAccount(3, AT, new AccountCreated(account))).getFirst();
    AccountEvent event =
        new AvroSerde<>(registry, AccountEvent.class).decode("accounts.v1", row.value());
    assertThat(row.topic()).isEqualTo("accounts.v1");
    assertThat(new String(row.key(), UTF_8)).isEqualTo("5");
    assertThat(event.getEventId()).isEqualTo("account-5/3/1");
    assertThat(event.getKind()).isEqualTo(AccountEventKind.CREATED);
    assertThat(event.getEpoch()).isEqualTo(3);
    assertThat(event.getOccurredAt()).isEqualTo(AT);
    assertThat(event.getAfter().getApps())
        .singleElement()
        .satisfies(published -> {
          assertThat(published.getCallbackUrl()).isEqualTo("http://a.example/");
          assertThat(published.getCallbackMode()).isEqualTo(CallbackMode.EVERY_ROUND);
          assertThat(published.getCallbackSecrets())
              .containsExactly(new EncryptedValue("k1", ByteBuffer.wrap(new byte[] {0, 1, 2})));
        });
    assertThat(event.toString()).doesNotContain(HASH.text(), "sha256");
  }

  @Test
  void aDeletedAccountIsCompactedAwayBehindItsLastEvent() {
    Account account = account(new Standing.Deleted());
    List<ProducerRecord<byte[], byte[]>> rows =
        avro.records(new Recorded.OfAccount(3, AT, new AccountDeleted(account)));
    AccountEvent event =
        new AvroSerde<>(registry, AccountEvent.class)
            .decode("accounts.v1", rows.getFirst().value());
    assertThat(event.getKind()).isEqualTo(AccountEventKind.DELETED);
    assertThat(event.getAfter().getState()).isEqualTo(AccountState.DELETED);
    assertThat(rows).hasSize(2);
    assertThat(rows.getLast().value()).isNull();
    assertThat(rows.getLast().key()).isEqualTo(rows.getFirst().key());
  }

  @Test
  void aSuspendedAccountSaysWhy() {
    Account account = account(new Standing.Suspended(Standing.Reason.BALANCE));
    AccountEvent event =
        new AvroSerde<>(registry, AccountEvent.class)
            .decode(
                "accounts.v1",
                avro.records(new Recorded.OfAccount(3, AT, new AccountSuspended(account)))
                    .getFirst()
                    .value());
    assertThat(event.getKind()).isEqualTo(AccountEventKind.SUSPENDED);
    assertThat(event.getAfter().getState()).isEqualTo(AccountState.SUSPENDED);
    assertThat(event.getAfter().getSuspendedFor()).isEqualTo(SuspensionReason.BALANCE);
  }

  private static Account account(Standing standing) {
    App app =
        new App(
            new AppId(2),
            "shop",
            "http://a.example/",
            List.of(SECRET),
            List.of(HASH),
            App.Mode.EVERY_ROUND,
            App.Inconclusive.OMIT,
            List.of());
    return new Account(
        new AccountId(5),
        1,
        "acme",
        new PasswordHash(HASH.text()),
        standing,
        Profile.PRESET,
        List.of(app));
  }

  @Test
  void aContactIsPublishedWithTheDefaultsOfItsChannel() {
    Contact contact =
        ContactDecider.created(
            new ContactId(8),
            new AccountId(5),
            Contact.Channel.HTTP,
            "http://a.example/",
            ContactForm.ofPreset(true),
            List.of(SECRET));
    ProducerRecord<byte[], byte[]> row =
        avro.records(new Recorded.OfContact(1, AT, new ContactCreated(contact))).getFirst();
    ContactEvent event =
        new AvroSerde<>(registry, ContactEvent.class).decode("contacts.v1", row.value());
    assertThat(new String(row.key(), UTF_8)).isEqualTo("8");
    assertThat(event.getAfter().getAccountId()).isEqualTo(5);
    assertThat(event.getAfter().getType()).isEqualTo(ContactType.HTTP);
    assertThat(event.getAfter().getPolicy()).isEqualTo(DeliveryPolicy.LEGACY);
    assertThat(event.getAfter().getIsDefault()).isTrue();
  }

  @Test
  void aNodeIsPublishedWithItsPartitions() {
    IpAddress address = IpAddress.parse("2001:db8::1").orElseThrow();
    Node node = new Node(new NodeId(4), 1, address, Node.State.ACTIVE, 1, true, HASH);
    ProducerRecord<byte[], byte[]> row =
        avro.records(new Recorded.OfNode(1, AT, new NodeEnrolled(node))).getFirst();
    NodeEvent event = new AvroSerde<>(registry, NodeEvent.class).decode("nodes.v1", row.value());
    assertThat(event.getAfter().getAddress()).isEqualTo("2001:db8::1");
    assertThat(event.getAfter().getState()).isEqualTo(NodeState.ACTIVE);
    assertThat(event.getAfter().getJobPartitions()).isEqualTo(1);
    assertThat(event.getAfter().getRemote()).isTrue();
    assertThat(event.toString()).doesNotContain(HASH.text());
  }

  /** A registry in memory. */
  private static final class Memory implements SchemaRegistry {

    private final List<Schema> schemas = new ArrayList<>();

    @Override
    public int register(String subject, Schema schema) {
      schemas.add(schema);
      return schemas.size();
    }

    @Override
    public Schema schema(int id) {
      return schemas.get(id - 1);
    }
  }
}

package io.iplive.gateway.kafka;

import io.iplive.gateway.account.AccountEvent.AccountCreated;
import io.iplive.gateway.account.AccountEvent.ContactCreated;
import io.iplive.gateway.account.App;
import io.iplive.gateway.account.Ciphertext;
import io.iplive.gateway.account.Contact.Channel;
import io.iplive.gateway.journal.Recorded;
import io.iplive.gateway.node.Node;
import io.iplive.gateway.node.NodeEvent.NodeEnrolled;
import io.iplive.schemas.gateway.Account;
import io.iplive.schemas.gateway.AccountEvent;
import io.iplive.schemas.gateway.AccountEventKind;
import io.iplive.schemas.gateway.AccountState;
import io.iplive.schemas.gateway.CallbackMode;
import io.iplive.schemas.gateway.Contact;
import io.iplive.schemas.gateway.ContactEvent;
import io.iplive.schemas.gateway.ContactEventKind;
import io.iplive.schemas.gateway.ContactState;
import io.iplive.schemas.gateway.ContactType;
import io.iplive.schemas.gateway.DeliveryPolicy;
import io.iplive.schemas.gateway.EncryptedValue;
import io.iplive.schemas.gateway.InconclusiveMode;
import io.iplive.schemas.gateway.NodeEvent;
import io.iplive.schemas.gateway.NodeEventKind;
import io.iplive.schemas.gateway.NodeState;
import io.iplive.schemas.gateway.StatusCodes;
import java.util.List;

/** Events of accounts, contacts and nodes as their topics have them; no hash ever leaves. */
final class AccountAvro {

  private AccountAvro() {}

  static AccountEvent event(Recorded.OfAccount recorded, AccountCreated created) {
    var after = created.after();
    long id = after.id().value();
    return AccountEvent.newBuilder()
        .setEventId(GatewayAvro.eventId("account", id, recorded.epoch(), after.version()))
        .setKind(AccountEventKind.CREATED)
        .setAccountId(id)
        .setEpoch(recorded.epoch())
        .setVersion(after.version())
        .setOccurredAt(recorded.at())
        .setAfter(
            Account.newBuilder()
                .setAccountId(id)
                .setName(after.name())
                .setState(AccountState.ACTIVE)
                .setApps(after.apps().stream().map(AccountAvro::app).toList())
                .build())
        .build();
  }

  static ContactEvent event(Recorded.OfAccount recorded, ContactCreated created) {
    var after = created.after();
    long id = after.id().value();
    return ContactEvent.newBuilder()
        .setEventId(GatewayAvro.eventId("contact", id, recorded.epoch(), after.version()))
        .setKind(ContactEventKind.CREATED)
        .setContactId(id)
        .setEpoch(recorded.epoch())
        .setVersion(after.version())
        .setOccurredAt(recorded.at())
        .setAfter(
            Contact.newBuilder()
                .setContactId(id)
                .setAccountId(after.account().value())
                .setType(type(after.channel()))
                .setState(ContactState.ACTIVE)
                .setAddress(after.address())
                .setSecrets(encrypted(after.secrets()))
                .setIsDefault(after.preset())
                .setPolicy(DeliveryPolicy.LEGACY)
                .setCodes(StatusCodes.SEED)
                .build())
        .build();
  }

  static NodeEvent event(Recorded.OfNode recorded) {
    Node after = recorded.event().after();
    long id = after.id().value();
    return NodeEvent.newBuilder()
        .setEventId(GatewayAvro.eventId("node", id, recorded.epoch(), after.version()))
        .setKind(
            switch (recorded.event()) {
              case NodeEnrolled _ -> NodeEventKind.ENROLLED;
            })
        .setNodeId(id)
        .setEpoch(recorded.epoch())
        .setVersion(after.version())
        .setOccurredAt(recorded.at())
        .setAfter(
            io.iplive.schemas.gateway.Node.newBuilder()
                .setNodeId(id)
                .setAddress(after.address().text())
                .setState(state(after.state()))
                .setJobPartitions(after.jobPartitions())
                .build())
        .build();
  }

  private static io.iplive.schemas.gateway.App app(App app) {
    return io.iplive.schemas.gateway.App.newBuilder()
        .setAppId(app.id().value())
        .setName(app.name())
        .setCallbackUrl(app.callbackUrl())
        .setCallbackSecrets(encrypted(app.callbackSecrets()))
        .setCallbackMode(CallbackMode.EVERY_ROUND)
        .setInconclusive(InconclusiveMode.OMIT)
        .build();
  }

  private static List<EncryptedValue> encrypted(List<Ciphertext> secrets) {
    return secrets.stream().map(MonitorAvro::encrypted).toList();
  }

  private static ContactType type(Channel channel) {
    return switch (channel) {
      case HTTP -> ContactType.HTTP;
    };
  }

  private static NodeState state(Node.State state) {
    return switch (state) {
      case ACTIVE -> NodeState.ACTIVE;
    };
  }
}

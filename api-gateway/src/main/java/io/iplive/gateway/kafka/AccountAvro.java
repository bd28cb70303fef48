package io.iplive.gateway.kafka;

import io.iplive.gateway.account.AccountEvent.AccountChanged;
import io.iplive.gateway.account.AccountEvent.AccountCreated;
import io.iplive.gateway.account.AccountEvent.AccountDeleted;
import io.iplive.gateway.account.AccountEvent.AccountResumed;
import io.iplive.gateway.account.AccountEvent.AccountSuspended;
import io.iplive.gateway.account.AccountEvent.Part;
import io.iplive.gateway.account.App;
import io.iplive.gateway.account.Ciphertext;
import io.iplive.gateway.account.Profile;
import io.iplive.gateway.account.Standing;
import io.iplive.gateway.account.Template;
import io.iplive.gateway.journal.Recorded;
import io.iplive.gateway.node.Node;
import io.iplive.gateway.node.NodeEvent.NodeApproved;
import io.iplive.gateway.node.NodeEvent.NodeDisabled;
import io.iplive.gateway.node.NodeEvent.NodeEnrolled;
import io.iplive.gateway.node.NodeEvent.NodeTokenIssued;
import io.iplive.schemas.gateway.Account;
import io.iplive.schemas.gateway.AccountEvent;
import io.iplive.schemas.gateway.AccountEventKind;
import io.iplive.schemas.gateway.AccountState;
import io.iplive.schemas.gateway.Audience;
import io.iplive.schemas.gateway.CallbackMode;
import io.iplive.schemas.gateway.EncryptedValue;
import io.iplive.schemas.gateway.InconclusiveMode;
import io.iplive.schemas.gateway.MessageTemplate;
import io.iplive.schemas.gateway.NodeEvent;
import io.iplive.schemas.gateway.NodeEventKind;
import io.iplive.schemas.gateway.NodeState;
import io.iplive.schemas.gateway.NoticeEvent;
import io.iplive.schemas.gateway.SuspensionReason;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Events of accounts and nodes as their topics have them; no hash ever leaves. */
final class AccountAvro {

  private AccountAvro() {}

  static AccountEvent event(Recorded.OfAccount recorded) {
    var after = recorded.event().after();
    long id = after.id().value();
    return AccountEvent.newBuilder()
        .setEventId(GatewayAvro.eventId("account", id, recorded.epoch(), after.version()))
        .setKind(kind(recorded.event()))
        .setAccountId(id)
        .setEpoch(recorded.epoch())
        .setVersion(after.version())
        .setOccurredAt(recorded.at())
        .setChanged(changed(recorded.event()))
        .setAfter(account(after))
        .build();
  }

  private static AccountEventKind kind(io.iplive.gateway.account.AccountEvent event) {
    return switch (event) {
      case AccountCreated _ -> AccountEventKind.CREATED;
      case AccountChanged _ -> AccountEventKind.CHANGED;
      case AccountSuspended _ -> AccountEventKind.SUSPENDED;
      case AccountResumed _ -> AccountEventKind.RESUMED;
      case AccountDeleted _ -> AccountEventKind.DELETED;
    };
  }

  private static List<String> changed(io.iplive.gateway.account.AccountEvent event) {
    return switch (event) {
      case AccountCreated _ -> List.of();
      case AccountChanged(List<Part> parts, var _) ->
          parts.stream().flatMap(part -> fields(part).stream()).toList();
      case AccountSuspended _, AccountResumed _ -> List.of("state", "suspendedFor");
      case AccountDeleted _ -> List.of("state");
    };
  }

  /** The password is no field of the published account. */
  private static List<String> fields(Part part) {
    return switch (part) {
      case PASSWORD -> List.of();
      case APPS -> List.of("apps");
      case PROFILE ->
          List.of(
              "userAgent",
              "test",
              "senderAddress",
              "senderName",
              "replyTo",
              "smsSender",
              "templates");
    };
  }

  private static Account account(io.iplive.gateway.account.Account after) {
    Profile profile = after.profile();
    return Account.newBuilder()
        .setAccountId(after.id().value())
        .setName(after.name())
        .setState(state(after.standing()))
        .setSuspendedFor(suspendedFor(after.standing()))
        .setApps(after.apps().stream().map(AccountAvro::app).toList())
        .setUserAgent(profile.userAgent())
        .setTest(profile.test())
        .setSenderAddress(profile.senderAddress())
        .setSenderName(profile.senderName())
        .setReplyTo(profile.replyTo())
        .setSmsSender(profile.smsSender())
        .setTemplates(profile.templates().stream().map(AccountAvro::template).toList())
        .build();
  }

  private static AccountState state(Standing standing) {
    return switch (standing) {
      case Standing.Active() -> AccountState.ACTIVE;
      case Standing.Suspended _ -> AccountState.SUSPENDED;
      case Standing.Deleted() -> AccountState.DELETED;
    };
  }

  private static @Nullable SuspensionReason suspendedFor(Standing standing) {
    return standing instanceof Standing.Suspended(Standing.Reason reason)
        ? SuspensionReason.valueOf(reason.name())
        : null;
  }

  private static MessageTemplate template(Template template) {
    String audience = template.audience();
    return MessageTemplate.newBuilder()
        .setEvent(NoticeEvent.valueOf(template.event().name()))
        .setCodes(template.codes())
        .setAudience(audience == null ? null : Audience.valueOf(audience.toUpperCase(Locale.ROOT)))
        .setLanguage(template.language())
        .setChannel(template.channel())
        .setSubject(template.subject())
        .setText(template.text())
        .setHtml(template.html())
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
              case NodeApproved _, NodeTokenIssued _ -> NodeEventKind.CHANGED;
              case NodeDisabled _ -> NodeEventKind.DISABLED;
            })
        .setNodeId(id)
        .setEpoch(recorded.epoch())
        .setVersion(after.version())
        .setOccurredAt(recorded.at())
        .setChanged(
            switch (recorded.event()) {
              case NodeEnrolled _, NodeTokenIssued _ -> List.of();
              case NodeApproved _, NodeDisabled _ -> List.of("state");
            })
        .setAfter(
            io.iplive.schemas.gateway.Node.newBuilder()
                .setNodeId(id)
                .setAddress(after.address().text())
                .setState(state(after.state()))
                .setJobPartitions(after.jobPartitions())
                .setRemote(after.remote())
                .build())
        .build();
  }

  private static io.iplive.schemas.gateway.App app(App app) {
    return io.iplive.schemas.gateway.App.newBuilder()
        .setAppId(app.id().value())
        .setName(app.name())
        .setCallbackUrl(app.callbackUrl())
        .setCallbackSecrets(encrypted(app.callbackSecrets()))
        .setCallbackMode(CallbackMode.valueOf(app.mode().name()))
        .setInconclusive(InconclusiveMode.valueOf(app.inconclusive().name()))
        .build();
  }

  static List<EncryptedValue> encrypted(List<Ciphertext> secrets) {
    return secrets.stream().map(MonitorAvro::encrypted).toList();
  }

  private static NodeState state(Node.State state) {
    return switch (state) {
      case PENDING -> NodeState.PENDING;
      case ACTIVE -> NodeState.ACTIVE;
      case DISABLED -> NodeState.DISABLED;
    };
  }
}

package io.iplive.gateway.kafka;

import io.iplive.gateway.account.Ciphertext;
import io.iplive.gateway.account.ContactId;
import io.iplive.gateway.journal.Recorded;
import io.iplive.gateway.monitor.Check;
import io.iplive.gateway.monitor.Monitor;
import io.iplive.gateway.monitor.MonitorEvent.MonitorChanged;
import io.iplive.gateway.monitor.MonitorEvent.MonitorCreated;
import io.iplive.gateway.monitor.MonitorEvent.MonitorStopped;
import io.iplive.gateway.monitor.MonitorEvent.Part;
import io.iplive.gateway.monitor.Pace;
import io.iplive.gateway.monitor.Target;
import io.iplive.gateway.node.NodeId;
import io.iplive.schemas.gateway.EncryptedValue;
import io.iplive.schemas.gateway.MonitorDefinition;
import io.iplive.schemas.gateway.MonitorEvent;
import io.iplive.schemas.gateway.MonitorEventKind;
import io.iplive.schemas.gateway.MonitorState;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.List;

/** Events of monitors as monitors.v1 has them. */
final class MonitorAvro {

  private MonitorAvro() {}

  static MonitorEvent event(Recorded.OfMonitor recorded) {
    Monitor after = recorded.event().after();
    long id = after.id().value();
    return MonitorEvent.newBuilder()
        .setEventId(GatewayAvro.eventId("monitor", id, recorded.epoch(), after.version()))
        .setKind(kind(recorded.event()))
        .setMonitorId(id)
        .setEpoch(recorded.epoch())
        .setVersion(after.version())
        .setOccurredAt(recorded.at())
        .setChanged(changed(recorded.event()))
        .setAfter(definition(after))
        .build();
  }

  static EncryptedValue encrypted(Ciphertext secret) {
    byte[] bytes = Base64.getDecoder().decode(secret.base64());
    return new EncryptedValue(secret.keyId(), ByteBuffer.wrap(bytes));
  }

  private static MonitorEventKind kind(io.iplive.gateway.monitor.MonitorEvent event) {
    return switch (event) {
      case MonitorCreated _ -> MonitorEventKind.CREATED;
      case MonitorChanged _ -> MonitorEventKind.CHANGED;
      case MonitorStopped _ -> MonitorEventKind.STOPPED;
    };
  }

  private static List<String> changed(io.iplive.gateway.monitor.MonitorEvent event) {
    return switch (event) {
      case MonitorCreated _ -> List.of();
      case MonitorChanged(List<Part> changed, Monitor _) ->
          changed.stream().map(MonitorAvro::field).toList();
      case MonitorStopped _ -> List.of(field(Part.STATE));
    };
  }

  private static String field(Part part) {
    return switch (part) {
      case STATE -> "state";
      case PROTOCOL -> "protocol";
      case LEVEL -> "level";
      case CANDIDATES -> "candidateNodes";
      case INTERVAL -> "periodSeconds";
      case ERROR_INTERVAL -> "errorPeriodSeconds";
      case TIMEOUT -> "timeoutMillis";
      case RETRY_COUNT -> "retryCount";
      case NUM_ERROR -> "numError";
      case NUM_OK -> "numOk";
      case CHECK -> "check";
      case TARGETS -> "targets";
      case CONTACTS -> "contacts";
    };
  }

  private static MonitorDefinition definition(Monitor monitor) {
    Pace pace = monitor.pace();
    List<ContactId> contacts = monitor.contacts();
    return MonitorDefinition.newBuilder()
        .setMonitorId(monitor.id().value())
        .setAccountId(monitor.owner().account().value())
        .setAppId(monitor.owner().app().value())
        .setAppName(monitor.owner().appName())
        .setGroupId(monitor.groupId())
        .setState(state(monitor.state()))
        .setProtocol(monitor.protocol().text())
        .setLevel(monitor.level())
        .setCandidateNodes(monitor.candidates().stream().map(NodeId::value).toList())
        .setPeriodSeconds(Math.toIntExact(pace.interval().toSeconds()))
        .setErrorPeriodSeconds(Math.toIntExact(pace.effectiveErrorInterval().toSeconds()))
        .setTimeoutMillis(Math.toIntExact(pace.timeout().toMillis()))
        .setRetryCount(pace.retryCount())
        .setNumError(pace.numError())
        .setNumOk(pace.numOk())
        .setCheck(check(monitor))
        .setTargets(monitor.targets().stream().map(MonitorAvro::target).toList())
        .setContacts(contacts == null ? null : contacts.stream().map(ContactId::value).toList())
        .build();
  }

  private static MonitorState state(Monitor.State state) {
    return switch (state) {
      case ACTIVE -> MonitorState.ACTIVE;
      case STOPPED -> MonitorState.STOPPED;
    };
  }

  private static io.iplive.schemas.gateway.Check check(Monitor monitor) {
    Check check = monitor.check();
    Ciphertext cookies = check.cookies();
    String agent = check.userAgent();
    return io.iplive.schemas.gateway.Check.newBuilder()
        .setPort(check.port())
        .setPath(check.path())
        .setHost(check.host())
        .setCookies(cookies == null ? null : encrypted(cookies))
        .setExpectedCodes(check.expectedCodes())
        .setUserAgent(agent == null ? monitor.presetAgent() : agent)
        .setTlsVerify(check.tlsVerify())
        .build();
  }

  private static io.iplive.schemas.gateway.Target target(Target target) {
    return new io.iplive.schemas.gateway.Target(
        target.id().value(), target.recordId(), target.address().text(), target.addressVersion());
  }
}

package io.iplive.gateway.postgres;

import io.iplive.gateway.account.AccountId;
import io.iplive.gateway.account.AppId;
import io.iplive.gateway.account.Ciphertext;
import io.iplive.gateway.account.ContactId;
import io.iplive.gateway.account.Owner;
import io.iplive.gateway.monitor.Check;
import io.iplive.gateway.monitor.Monitor;
import io.iplive.gateway.monitor.MonitorEvent;
import io.iplive.gateway.monitor.MonitorEvent.MonitorChanged;
import io.iplive.gateway.monitor.MonitorEvent.MonitorCreated;
import io.iplive.gateway.monitor.MonitorEvent.MonitorStopped;
import io.iplive.gateway.monitor.MonitorEvent.Part;
import io.iplive.gateway.monitor.MonitorId;
import io.iplive.gateway.monitor.Pace;
import io.iplive.gateway.monitor.Protocol;
import io.iplive.gateway.monitor.Target;
import io.iplive.gateway.monitor.TargetId;
import io.iplive.gateway.node.NodeId;
import io.iplive.gateway.postgres.Payload.Sealed;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Events of monitors in the journal, and definitions in the read model. */
final class MonitorJson {

  static final String PREFIX = "monitor.";
  static final String CREATED = PREFIX + "created";
  static final String CHANGED = PREFIX + "changed";
  static final String STOPPED = PREFIX + "stopped";

  private MonitorJson() {}

  private record Stored(@Nullable List<String> changed, Definition after) {}

  private record Definition(
      long monitorId,
      long accountId,
      long appId,
      String appName,
      long groupId,
      String state,
      String protocol,
      int level,
      List<Long> candidates,
      long interval,
      @Nullable Long errorInterval,
      long timeout,
      int retryCount,
      int numError,
      int numOk,
      Probe check,
      List<Address> targets,
      @Nullable List<Long> contacts,
      @Nullable String presetAgent) {}

  private record Probe(
      @Nullable Integer port,
      String path,
      @Nullable String host,
      @Nullable Sealed cookies,
      String expectedCodes,
      @Nullable String userAgent,
      boolean tlsVerify) {}

  private record Address(long targetId, long recordId, String address, long addressVersion) {}

  static String kind(MonitorEvent event) {
    return switch (event) {
      case MonitorCreated _ -> CREATED;
      case MonitorChanged _ -> CHANGED;
      case MonitorStopped _ -> STOPPED;
    };
  }

  static String write(MonitorEvent event) {
    return switch (event) {
      case MonitorCreated(Monitor after) -> Payload.write(new Stored(null, definition(after)));
      case MonitorChanged(List<Part> changed, Monitor after) ->
          Payload.write(new Stored(changed.stream().map(Part::name).toList(), definition(after)));
      case MonitorStopped(Monitor after) -> Payload.write(new Stored(null, definition(after)));
    };
  }

  static MonitorEvent read(String kind, long version, String payload) {
    Stored stored = Payload.read(payload, Stored.class);
    Monitor after = monitor(stored.after(), version);
    List<String> changed = stored.changed() == null ? List.of() : stored.changed();
    return switch (kind) {
      case CREATED -> new MonitorCreated(after);
      case CHANGED -> new MonitorChanged(changed.stream().map(Part::valueOf).toList(), after);
      case STOPPED -> new MonitorStopped(after);
      default -> throw new IllegalStateException("No event of a monitor is called " + kind);
    };
  }

  /** A definition of the read model: the payload's {@code after}. */
  static Monitor readDefinition(long version, String json) {
    return monitor(Payload.read(json, Definition.class), version);
  }

  private static Definition definition(Monitor monitor) {
    Pace pace = monitor.pace();
    Duration errorInterval = pace.errorInterval();
    List<ContactId> contacts = monitor.contacts();
    return new Definition(
        monitor.id().value(),
        monitor.owner().account().value(),
        monitor.owner().app().value(),
        monitor.owner().appName(),
        monitor.groupId(),
        monitor.state().name(),
        monitor.protocol().text(),
        monitor.level(),
        monitor.candidates().stream().map(NodeId::value).toList(),
        pace.interval().toSeconds(),
        errorInterval == null ? null : errorInterval.toSeconds(),
        pace.timeout().toSeconds(),
        pace.retryCount(),
        pace.numError(),
        pace.numOk(),
        probe(monitor.check()),
        monitor.targets().stream().map(MonitorJson::address).toList(),
        contacts == null ? null : contacts.stream().map(ContactId::value).toList(),
        monitor.presetAgent());
  }

  private static Probe probe(Check check) {
    Ciphertext cookies = check.cookies();
    return new Probe(
        check.port(),
        check.path(),
        check.host(),
        cookies == null ? null : Sealed.of(cookies),
        check.expectedCodes(),
        check.userAgent(),
        check.tlsVerify());
  }

  private static Address address(Target target) {
    return new Address(
        target.id().value(), target.recordId(), target.address().text(), target.addressVersion());
  }

  private static Monitor monitor(Definition stored, long version) {
    Long errorInterval = stored.errorInterval();
    List<Long> contacts = stored.contacts();
    Protocol protocol = Protocol.byText().get(stored.protocol());
    if (protocol == null) {
      throw new IllegalStateException("No protocol is called " + stored.protocol());
    }
    return new Monitor(
        new MonitorId(stored.monitorId()),
        version,
        new Owner(new AccountId(stored.accountId()), new AppId(stored.appId()), stored.appName()),
        stored.groupId(),
        Monitor.State.valueOf(stored.state()),
        protocol,
        stored.level(),
        stored.candidates().stream().map(NodeId::new).toList(),
        new Pace(
            Duration.ofSeconds(stored.interval()),
            errorInterval == null ? null : Duration.ofSeconds(errorInterval),
            Duration.ofSeconds(stored.timeout()),
            stored.retryCount(),
            stored.numError(),
            stored.numOk()),
        check(stored.check()),
        stored.targets().stream().map(MonitorJson::target).toList(),
        contacts == null ? null : contacts.stream().map(ContactId::new).toList(),
        stored.presetAgent());
  }

  private static Check check(Probe stored) {
    Sealed cookies = stored.cookies();
    return new Check(
        stored.port(),
        stored.path(),
        stored.host(),
        cookies == null ? null : cookies.secret(),
        stored.expectedCodes(),
        stored.userAgent(),
        stored.tlsVerify());
  }

  private static Target target(Address stored) {
    return new Target(
        new TargetId(stored.targetId()),
        stored.recordId(),
        NodeJson.address(stored.address()),
        stored.addressVersion());
  }
}

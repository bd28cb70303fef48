package io.iplive.gateway.kafka.recovery;

import io.iplive.gateway.recovery.Family;
import io.iplive.gateway.recovery.Ids;
import io.iplive.gateway.recovery.Known;
import io.iplive.schemas.AvroSerde;
import io.iplive.schemas.SchemaRegistry;
import io.iplive.schemas.gateway.AccountEvent;
import io.iplive.schemas.gateway.AccountEventKind;
import io.iplive.schemas.gateway.AccountState;
import io.iplive.schemas.gateway.App;
import io.iplive.schemas.gateway.ContactEvent;
import io.iplive.schemas.gateway.ContactEventKind;
import io.iplive.schemas.gateway.ContactState;
import io.iplive.schemas.gateway.MaintenanceEvent;
import io.iplive.schemas.gateway.MaintenanceEventKind;
import io.iplive.schemas.gateway.MaintenanceState;
import io.iplive.schemas.gateway.MonitorEvent;
import io.iplive.schemas.gateway.MonitorEventKind;
import io.iplive.schemas.gateway.MonitorState;
import io.iplive.schemas.gateway.NodeEvent;
import io.iplive.schemas.gateway.NodeEventKind;
import io.iplive.schemas.gateway.NodeState;
import io.iplive.schemas.gateway.Target;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;

/** Events of the journal's topics, as they were published and as they end. */
final class JournalTopics {

  private static final List<String> STATE = List.of("state");

  private final AvroSerde<MonitorEvent> monitors;
  private final AvroSerde<AccountEvent> accounts;
  private final AvroSerde<ContactEvent> contacts;
  private final AvroSerde<NodeEvent> nodes;
  private final AvroSerde<MaintenanceEvent> maintenances;

  JournalTopics(SchemaRegistry registry) {
    this.monitors = new AvroSerde<>(registry, MonitorEvent.class);
    this.accounts = new AvroSerde<>(registry, AccountEvent.class);
    this.contacts = new AvroSerde<>(registry, ContactEvent.class);
    this.nodes = new AvroSerde<>(registry, NodeEvent.class);
    this.maintenances = new AvroSerde<>(registry, MaintenanceEvent.class);
  }

  /** Reads one. Throws {@link org.apache.kafka.common.errors.SerializationException} for poison. */
  SpecificRecord event(Family family, byte[] value) {
    return switch (family) {
      case ACCOUNTS -> accounts.decode(family.topic(), value);
      case NODES -> nodes.decode(family.topic(), value);
      case CONTACTS -> contacts.decode(family.topic(), value);
      case MONITORS -> monitors.decode(family.topic(), value);
      case MAINTENANCES -> maintenances.decode(family.topic(), value);
    };
  }

  byte[] bytes(SpecificRecord event) {
    return switch (event) {
      case AccountEvent account -> accounts.encode(Family.ACCOUNTS.topic(), account);
      case NodeEvent node -> nodes.encode(Family.NODES.topic(), node);
      case ContactEvent contact -> contacts.encode(Family.CONTACTS.topic(), contact);
      case MonitorEvent monitor -> monitors.encode(Family.MONITORS.topic(), monitor);
      case MaintenanceEvent maintenance ->
          maintenances.encode(Family.MAINTENANCES.topic(), maintenance);
      default -> throw unknown(event);
    };
  }

  static Known known(SpecificRecord event) {
    return switch (event) {
      case AccountEvent account ->
          new Known(
              Family.ACCOUNTS,
              account.getAccountId(),
              account.getEpoch(),
              account.getVersion(),
              account.getAfter().getState() == AccountState.DELETED);
      case NodeEvent node ->
          new Known(
              Family.NODES,
              node.getNodeId(),
              node.getEpoch(),
              node.getVersion(),
              node.getAfter().getState() == NodeState.DISABLED);
      case ContactEvent contact ->
          new Known(
              Family.CONTACTS,
              contact.getContactId(),
              contact.getEpoch(),
              contact.getVersion(),
              contact.getAfter().getState() == ContactState.DELETED);
      case MonitorEvent monitor ->
          new Known(
              Family.MONITORS,
              monitor.getMonitorId(),
              monitor.getEpoch(),
              monitor.getVersion(),
              monitor.getAfter().getState() == MonitorState.STOPPED);
      case MaintenanceEvent maintenance ->
          new Known(
              Family.MAINTENANCES,
              maintenance.getMaintenanceId(),
              maintenance.getEpoch(),
              maintenance.getVersion(),
              maintenance.getAfter().getState() == MaintenanceState.DELETED);
      default -> throw unknown(event);
    };
  }

  /** The highest id of each kind in it. */
  static Map<Ids, Long> ids(SpecificRecord event) {
    return switch (event) {
      case AccountEvent account ->
          Map.of(
              Ids.ACCOUNT,
              account.getAccountId(),
              Ids.APP,
              account.getAfter().getApps().stream().mapToLong(App::getAppId).max().orElse(0));
      case NodeEvent node -> Map.of(Ids.NODE, node.getNodeId());
      case ContactEvent contact -> Map.of(Ids.CONTACT, contact.getContactId());
      case MonitorEvent monitor ->
          Map.of(
              Ids.MONITOR,
              monitor.getMonitorId(),
              Ids.TARGET,
              monitor.getAfter().getTargets().stream()
                  .mapToLong(Target::getTargetId)
                  .max()
                  .orElse(0));
      case MaintenanceEvent maintenance -> Map.of(Ids.MAINTENANCE, maintenance.getMaintenanceId());
      default -> throw unknown(event);
    };
  }

  /** The event that ends what an event tells of. */
  static SpecificRecord end(SpecificRecord event, int epoch, Instant now) {
    Known known = known(event);
    long version = known.version() + 1;
    String id = "%s/%d/%d".formatted(known.stream(), epoch, version);
    return switch (event) {
      case AccountEvent account -> {
        AccountEvent end =
            AccountEvent.newBuilder(account)
                .setEventId(id)
                .setKind(AccountEventKind.DELETED)
                .setEpoch(epoch)
                .setVersion(version)
                .setOccurredAt(now)
                .setChanged(STATE)
                .build();
        end.getAfter().setState(AccountState.DELETED);
        yield end;
      }
      case NodeEvent node -> {
        NodeEvent end =
            NodeEvent.newBuilder(node)
                .setEventId(id)
                .setKind(NodeEventKind.DISABLED)
                .setEpoch(epoch)
                .setVersion(version)
                .setOccurredAt(now)
                .setChanged(STATE)
                .build();
        end.getAfter().setState(NodeState.DISABLED);
        yield end;
      }
      case ContactEvent contact -> {
        ContactEvent end =
            ContactEvent.newBuilder(contact)
                .setEventId(id)
                .setKind(ContactEventKind.DELETED)
                .setEpoch(epoch)
                .setVersion(version)
                .setOccurredAt(now)
                .setChanged(STATE)
                .build();
        end.getAfter().setState(ContactState.DELETED);
        yield end;
      }
      case MonitorEvent monitor -> {
        MonitorEvent end =
            MonitorEvent.newBuilder(monitor)
                .setEventId(id)
                .setKind(MonitorEventKind.STOPPED)
                .setEpoch(epoch)
                .setVersion(version)
                .setOccurredAt(now)
                .setChanged(STATE)
                .build();
        end.getAfter().setState(MonitorState.STOPPED);
        yield end;
      }
      case MaintenanceEvent maintenance -> {
        MaintenanceEvent end =
            MaintenanceEvent.newBuilder(maintenance)
                .setEventId(id)
                .setKind(MaintenanceEventKind.DELETED)
                .setEpoch(epoch)
                .setVersion(version)
                .setOccurredAt(now)
                .setChanged(STATE)
                .build();
        end.getAfter().setState(MaintenanceState.DELETED);
        yield end;
      }
      default -> throw unknown(event);
    };
  }

  private static IllegalArgumentException unknown(SpecificRecord event) {
    return new IllegalArgumentException("The journal has no " + event.getSchema().getName());
  }
}

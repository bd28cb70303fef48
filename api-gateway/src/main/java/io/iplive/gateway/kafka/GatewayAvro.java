package io.iplive.gateway.kafka;

import io.iplive.gateway.account.AccountEvent.AccountDeleted;
import io.iplive.gateway.contact.ContactEvent.ContactDeleted;
import io.iplive.gateway.journal.Recorded;
import io.iplive.schemas.AvroSerde;
import io.iplive.schemas.SchemaRegistry;
import io.iplive.schemas.Topics;
import io.iplive.schemas.gateway.AccountEvent;
import io.iplive.schemas.gateway.ContactEvent;
import io.iplive.schemas.gateway.MaintenanceEvent;
import io.iplive.schemas.gateway.MonitorEvent;
import io.iplive.schemas.gateway.NodeEvent;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.ProducerRecord;

/** What a recorded event looks like on its topic. */
final class GatewayAvro {

  private final AvroSerde<MonitorEvent> monitors;
  private final AvroSerde<AccountEvent> accounts;
  private final AvroSerde<ContactEvent> contacts;
  private final AvroSerde<MaintenanceEvent> maintenances;
  private final AvroSerde<NodeEvent> nodes;

  GatewayAvro(SchemaRegistry registry) {
    this.monitors = new AvroSerde<>(registry, MonitorEvent.class);
    this.accounts = new AvroSerde<>(registry, AccountEvent.class);
    this.contacts = new AvroSerde<>(registry, ContactEvent.class);
    this.maintenances = new AvroSerde<>(registry, MaintenanceEvent.class);
    this.nodes = new AvroSerde<>(registry, NodeEvent.class);
  }

  /** The records of an event; what is deleted is compacted away behind its last event. */
  List<ProducerRecord<byte[], byte[]>> records(Recorded recorded) {
    return switch (recorded) {
      case Recorded.OfMonitor monitor -> {
        MonitorEvent event = MonitorAvro.event(monitor);
        yield List.of(record(Topics.MONITORS.name(), event.getMonitorId(), monitors, event));
      }
      case Recorded.OfTask task -> {
        MonitorEvent event = TaskAvro.event(task);
        yield List.of(record(Topics.MONITORS.name(), event.getMonitorId(), monitors, event));
      }
      case Recorded.Forgotten(_, _, long monitor) ->
          List.of(tombstone(Topics.MONITORS.name(), monitor));
      case Recorded.OfNode node -> {
        NodeEvent event = AccountAvro.event(node);
        yield List.of(record(Topics.NODES.name(), event.getNodeId(), nodes, event));
      }
      case Recorded.OfAccount account -> {
        AccountEvent event = AccountAvro.event(account);
        long id = event.getAccountId();
        var record = record(Topics.ACCOUNTS.name(), id, accounts, event);
        yield account.event() instanceof AccountDeleted
            ? List.of(record, tombstone(Topics.ACCOUNTS.name(), id))
            : List.of(record);
      }
      case Recorded.OfContact contact -> {
        ContactEvent event = ContactAvro.event(contact);
        long id = event.getContactId();
        var record = record(Topics.CONTACTS.name(), id, contacts, event);
        yield contact.event() instanceof ContactDeleted
            ? List.of(record, tombstone(Topics.CONTACTS.name(), id))
            : List.of(record);
      }
      case Recorded.OfMaintenance maintenance -> {
        // No tombstone: a report of last month asks what was announced then.
        MaintenanceEvent event = MaintenanceAvro.event(maintenance);
        long id = event.getMaintenanceId();
        yield List.of(record(Topics.MAINTENANCES.name(), id, maintenances, event));
      }
    };
  }

  /** Stable over republishing: a consumer may know an event again by it. */
  static String eventId(String stream, long id, int epoch, long version) {
    return "%s-%d/%d/%d".formatted(stream, id, epoch, version);
  }

  private static <T extends SpecificRecord> ProducerRecord<byte[], byte[]> record(
      String topic, long id, AvroSerde<T> serde, T event) {
    return new ProducerRecord<>(topic, key(id), serde.encode(topic, event));
  }

  private static ProducerRecord<byte[], byte[]> tombstone(String topic, long id) {
    return new ProducerRecord<>(topic, key(id), null);
  }

  private static byte[] key(long id) {
    return Long.toString(id).getBytes(StandardCharsets.UTF_8);
  }
}

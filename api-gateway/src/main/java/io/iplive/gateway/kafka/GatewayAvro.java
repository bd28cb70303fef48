package io.iplive.gateway.kafka;

import io.iplive.gateway.account.AccountEvent.AccountCreated;
import io.iplive.gateway.account.AccountEvent.ContactCreated;
import io.iplive.gateway.journal.Recorded;
import io.iplive.schemas.AvroSerde;
import io.iplive.schemas.SchemaRegistry;
import io.iplive.schemas.Topics;
import io.iplive.schemas.gateway.AccountEvent;
import io.iplive.schemas.gateway.ContactEvent;
import io.iplive.schemas.gateway.MonitorEvent;
import io.iplive.schemas.gateway.NodeEvent;
import java.nio.charset.StandardCharsets;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.ProducerRecord;

/** What a recorded event looks like on its topic. */
final class GatewayAvro {

  private final AvroSerde<MonitorEvent> monitors;
  private final AvroSerde<AccountEvent> accounts;
  private final AvroSerde<ContactEvent> contacts;
  private final AvroSerde<NodeEvent> nodes;

  GatewayAvro(SchemaRegistry registry) {
    this.monitors = new AvroSerde<>(registry, MonitorEvent.class);
    this.accounts = new AvroSerde<>(registry, AccountEvent.class);
    this.contacts = new AvroSerde<>(registry, ContactEvent.class);
    this.nodes = new AvroSerde<>(registry, NodeEvent.class);
  }

  ProducerRecord<byte[], byte[]> record(Recorded recorded) {
    return switch (recorded) {
      case Recorded.OfMonitor monitor -> {
        MonitorEvent event = MonitorAvro.event(monitor);
        yield record(Topics.MONITORS.name(), event.getMonitorId(), monitors, event);
      }
      case Recorded.OfNode node -> {
        NodeEvent event = AccountAvro.event(node);
        yield record(Topics.NODES.name(), event.getNodeId(), nodes, event);
      }
      case Recorded.OfAccount account ->
          switch (account.event()) {
            case AccountCreated created -> {
              AccountEvent event = AccountAvro.event(account, created);
              yield record(Topics.ACCOUNTS.name(), event.getAccountId(), accounts, event);
            }
            case ContactCreated created -> {
              ContactEvent event = AccountAvro.event(account, created);
              yield record(Topics.CONTACTS.name(), event.getContactId(), contacts, event);
            }
          };
    };
  }

  /** Stable over republishing: a consumer may know an event again by it. */
  static String eventId(String stream, long id, int epoch, long version) {
    return "%s-%d/%d/%d".formatted(stream, id, epoch, version);
  }

  private static <T extends SpecificRecord> ProducerRecord<byte[], byte[]> record(
      String topic, long id, AvroSerde<T> serde, T event) {
    byte[] key = Long.toString(id).getBytes(StandardCharsets.UTF_8);
    return new ProducerRecord<>(topic, key, serde.encode(topic, event));
  }
}

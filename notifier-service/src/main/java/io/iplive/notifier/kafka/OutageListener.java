package io.iplive.notifier.kafka;

import io.iplive.notifier.delivery.Journal;
import io.iplive.notifier.delivery.NewDelivery;
import io.iplive.notifier.delivery.OutageFact;
import io.iplive.notifier.delivery.OutageRouting;
import io.iplive.notifier.directory.Contact;
import io.iplive.notifier.directory.Directory;
import io.iplive.notifier.directory.Monitor;
import io.iplive.notifier.directory.Subscription;
import io.iplive.schemas.SchemaRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.listener.BatchListenerFailedException;
import org.springframework.kafka.listener.BatchMessageListener;

/** Records a delivery of each outage event for each contact, before the offset is committed. */
final class OutageListener implements BatchMessageListener<byte[], byte[]> {

  private final Directory directory;
  private final Journal journal;
  private final Runnable recorded;
  private final OutageAvro avro;

  OutageListener(Directory directory, Journal journal, Runnable recorded, SchemaRegistry registry) {
    this.directory = directory;
    this.journal = journal;
    this.recorded = recorded;
    this.avro = new OutageAvro(registry);
  }

  @Override
  public void onMessage(List<ConsumerRecord<byte[], byte[]>> records) {
    List<OutageFact> facts = new ArrayList<>(records.size());
    BatchListenerFailedException failed = null;
    for (ConsumerRecord<byte[], byte[]> record : records) {
      try {
        facts.add(avro.fact(record));
      } catch (SerializationException e) {
        failed =
            new BatchListenerFailedException("Not an outage: " + e.getMessage(), e, facts.size());
        break;
      }
    }
    record(facts, failed);
  }

  /** Records what comes before the first failure, then throws that. */
  private void record(List<OutageFact> facts, @Nullable BatchListenerFailedException poison) {
    Map<Long, Subscription> monitors =
        directory.subscriptions(facts.stream().map(OutageFact::monitorId).distinct().toList());
    Map<Long, List<Contact>> contacts =
        directory.contactsOfAccounts(
            monitors.values().stream().map(known -> known.monitor().accountId()).toList());
    BatchListenerFailedException failed = poison;
    List<NewDelivery> deliveries = new ArrayList<>();
    for (int i = 0; i < facts.size(); i++) {
      OutageFact fact = facts.get(i);
      Subscription known = monitors.get(fact.monitorId());
      if (known == null) {
        UnknownMonitorException unknown = new UnknownMonitorException(fact.monitorId());
        failed = new BatchListenerFailedException("An outage waits", unknown, i);
        break;
      }
      Monitor monitor = known.monitor();
      deliveries.addAll(
          OutageRouting.deliveries(
              fact, monitor, contacts.getOrDefault(monitor.accountId(), List.of())));
    }
    journal.record(deliveries);
    recorded.run();
    if (failed != null) {
      throw failed;
    }
  }
}

package io.iplive.gateway;

import io.iplive.gateway.kafka.topics.BrokerCheck;
import io.iplive.schemas.Brokers;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationListener;

/**
 * Warns once, beside the start, of brokers that are not set as the services need them: the Job that
 * made the topics said so too, and its log is gone with it.
 */
final class BrokerNotice implements ApplicationListener<ApplicationReadyEvent> {

  private static final Logger LOG = LoggerFactory.getLogger(BrokerNotice.class);

  private final Brokers brokers;
  private final BrokerCheck check;

  BrokerNotice(Brokers brokers, int replicas) {
    this.brokers = brokers;
    this.check = new BrokerCheck(replicas, LOG::warn);
  }

  @Override
  public void onApplicationEvent(ApplicationReadyEvent event) {
    var _ = Thread.ofVirtual().name("broker-check").start(this::look);
  }

  private void look() {
    try {
      check.of(brokers);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}

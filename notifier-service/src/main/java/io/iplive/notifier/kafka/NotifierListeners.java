package io.iplive.notifier.kafka;

import io.iplive.notifier.directory.Directory;
import io.iplive.notifier.directory.StoreUnavailableException;
import io.iplive.notifier.kafka.outage.OutageListener;
import io.iplive.notifier.routing.OutageJournal;
import io.iplive.notifier.routing.Silences;
import io.iplive.schemas.ConsumerLag;
import io.iplive.schemas.SchemaRegistry;
import io.iplive.schemas.Topic;
import io.iplive.schemas.Topics;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;
import org.springframework.kafka.listener.ContainerProperties;
import org.springframework.kafka.listener.ContainerProperties.AckMode;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.kafka.listener.KafkaMessageListenerContainer;

/**
 * The listeners of the directory's topics and of outages.v1. Outages, and whatever else acts on the
 * directory, begin only when the directory holds all that its topics held at the start.
 */
public final class NotifierListeners {

  private static final Logger LOG = LoggerFactory.getLogger(NotifierListeners.class);
  private static final Duration LOOK_EVERY = Duration.ofMillis(100);
  private static final Duration FAULT_PAUSE = Duration.ofSeconds(1);
  private static final long IDLE_AFTER = 100;

  private final KafkaClients clients;
  private final Directory directory;
  private final DirectoryListener directoryListener;
  private final Membership outageMembership = new Membership();
  private final KafkaMessageListenerContainer<byte[], byte[]> directoryContainer;
  private final KafkaMessageListenerContainer<byte[], byte[]> outageContainer;
  private volatile @Nullable Thread waiter;

  public NotifierListeners(
      KafkaClients clients,
      SchemaRegistry registry,
      Directory directory,
      OutageJournal outageJournal,
      Silences silences,
      DeadLetters deadLetters,
      Runnable recorded) {
    this.clients = clients;
    this.directory = directory;
    this.directoryListener = new DirectoryListener(directory, registry);
    this.directoryContainer = directoryContainer(clients, directoryListener, deadLetters);
    ContainerProperties outages =
        properties(
            new OutageListener(
                directory, outageJournal, silences, recorded, registry, InstantSource.system()),
            Topics.OUTAGES);
    outages.setConsumerRebalanceListener(outageMembership);
    this.outageContainer =
        container(
            clients.consumerFactory(KafkaClients.OUTAGES_GROUP),
            outages,
            deadLetters.errorHandler(record -> block(record, outageJournal)));
  }

  private static KafkaMessageListenerContainer<byte[], byte[]> directoryContainer(
      KafkaClients clients, DirectoryListener listener, DeadLetters deadLetters) {
    ContainerProperties properties = properties(listener, CatchUp.TOPICS.toArray(Topic[]::new));
    properties.setConsumerRebalanceListener(listener);
    properties.setIdleEventInterval(IDLE_AFTER);
    properties.setIdleBeforeDataMultiplier(1);
    KafkaMessageListenerContainer<byte[], byte[]> container =
        container(
            clients.consumerFactory(KafkaClients.DIRECTORY_GROUP),
            properties,
            deadLetters.errorHandler());
    container.setApplicationEventPublisher(listener);
    return container;
  }

  /** A dead letter of nobody knows which monitor holds up none. */
  private static void block(ConsumerRecord<?, ?> record, OutageJournal journal) {
    if (OutageListener.monitor(record) != null) {
      journal.block(OutageListener.kept(record, true));
    }
  }

  private static ContainerProperties properties(Object listener, Topic... topics) {
    String[] names = Arrays.stream(topics).map(Topic::name).toArray(String[]::new);
    ContainerProperties properties = new ContainerProperties(names);
    properties.setMessageListener(listener);
    properties.setAckMode(AckMode.BATCH);
    properties.setPollTimeout(IDLE_AFTER);
    return properties;
  }

  private static KafkaMessageListenerContainer<byte[], byte[]> container(
      DefaultKafkaConsumerFactory<byte[], byte[]> consumers,
      ContainerProperties properties,
      DefaultErrorHandler onError) {
    KafkaMessageListenerContainer<byte[], byte[]> container =
        new KafkaMessageListenerContainer<>(consumers, properties);
    container.setCommonErrorHandler(onError);
    container.setBeanName(properties.getTopics() == null ? "" : properties.getTopics()[0]);
    return container;
  }

  /**
   * Starts to listen.
   *
   * @param caughtUp called when the directory has caught up, before outages are listened to
   */
  public void start(Runnable caughtUp) {
    directoryContainer.start();
    waiter = Thread.ofPlatform().name("directory-catch-up").start(() -> await(caughtUp));
  }

  private void await(Runnable caughtUp) {
    try {
      CatchUp all = everything();
      while (!reached(all)) {
        Thread.sleep(LOOK_EVERY);
      }
    } catch (InterruptedException _) {
      return;
    }
    LOG.info("The directory has caught up");
    caughtUp.run();
    outageContainer.start();
  }

  private CatchUp everything() throws InterruptedException {
    while (true) {
      try (Consumer<byte[], byte[]> consumer = clients.looseConsumer()) {
        return CatchUp.now(consumer);
      } catch (KafkaException e) {
        LOG.warn("The ends of the directory's topics are not known yet: {}", e.getMessage());
        Thread.sleep(FAULT_PAUSE);
      }
    }
  }

  private boolean reached(CatchUp all) throws InterruptedException {
    try {
      return all.reached(directory);
    } catch (StoreUnavailableException e) {
      LOG.warn("{}", e.getMessage());
      Thread.sleep(FAULT_PAUSE);
      return false;
    }
  }

  /** Whether the directory's topics are listened to. */
  public boolean directoryRunning() {
    return directoryContainer.isRunning() && directoryListener.joined();
  }

  /** Whether outages are listened to. */
  public boolean outagesRunning() {
    return outageContainer.isRunning() && outageMembership.joined();
  }

  /** Outages still to read, of the partition that is furthest behind. */
  public double lag() {
    return outageContainer.metrics().values().stream()
        .mapToDouble(ConsumerLag::worst)
        .max()
        .orElse(0);
  }

  /** Stops listening to outages; the directory is followed to the end. */
  public void stopOutages() throws InterruptedException {
    Thread waiting = waiter;
    if (waiting != null) {
      waiting.interrupt();
      waiting.join();
    }
    outageContainer.stop();
  }

  public void stopDirectory() {
    directoryContainer.stop();
  }
}

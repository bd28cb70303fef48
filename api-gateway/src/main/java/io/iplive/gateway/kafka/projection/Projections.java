package io.iplive.gateway.kafka.projection;

import io.iplive.gateway.projection.Projection;
import io.iplive.gateway.projection.ProjectionStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.kafka.listener.ContainerProperties;
import org.springframework.kafka.listener.ContainerProperties.AckMode;
import org.springframework.kafka.listener.KafkaMessageListenerContainer;

/** Follows every projected topic, and builds those anew that are to be. */
public final class Projections implements SmartLifecycle {

  private static final Logger LOG = LoggerFactory.getLogger(Projections.class);
  private static final Duration LOOK_EVERY = Duration.ofSeconds(1);
  private static final Duration FAREWELL = Duration.ofSeconds(5);
  private static final long IDLE_AFTER = 200;

  private final ProjectionClients clients;
  private final DeadLetters deadLetters;
  private final String name = UUID.randomUUID().toString();
  private final List<Followed> followed = new ArrayList<>();
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Thread rebuilding =
      Thread.ofPlatform().name("projection-rebuild").daemon().unstarted(this::rebuild);
  private volatile boolean running;

  /** Without any projection. */
  public Projections(ProjectionClients clients, DeadLetters deadLetters) {
    this.clients = clients;
    this.deadLetters = deadLetters;
  }

  private record Followed(
      Projection projection,
      Follower<?> follower,
      KafkaMessageListenerContainer<byte[], byte[]> container,
      Builder<?> builder) {}

  /** A projection as operators see it. */
  public record State(Projection projection, boolean running, long lag) {}

  /** Adds one, before the start. */
  public <T> Projections with(
      Projection projection, RecordReader<T> reader, ProjectionStore<T> store) {
    Follower<T> follower = new Follower<>(reader, store);
    ContainerProperties properties = new ContainerProperties(reader.topic().name());
    properties.setMessageListener(follower);
    properties.setConsumerRebalanceListener(follower);
    properties.setAckMode(AckMode.BATCH);
    properties.setPollTimeout(IDLE_AFTER);
    properties.setIdleEventInterval(IDLE_AFTER);
    properties.setIdleBeforeDataMultiplier(1);
    KafkaMessageListenerContainer<byte[], byte[]> container =
        new KafkaMessageListenerContainer<>(clients.consumers(projection), properties);
    container.setCommonErrorHandler(deadLetters.errorHandler());
    container.setApplicationEventPublisher(follower);
    container.setBeanName("projection-" + projection.word());
    Builder<T> builder = new Builder<>(reader, store, clients, name);
    followed.add(new Followed(projection, follower, container, builder));
    return this;
  }

  /** How each fares. */
  public List<State> states() {
    return followed.stream()
        .map(one ->
            new State(
                one.projection(),
                one.container().isRunning() && one.follower().joined(),
                one.follower().lag()))
        .toList();
  }

  @Override
  public void start() {
    running = true;
    followed.forEach(one -> one.container().start());
    rebuilding.start();
  }

  @Override
  public void stop() {
    closing.countDown();
    followed.forEach(one -> one.container().stop());
    try {
      if (!rebuilding.join(FAREWELL)) {
        rebuilding.interrupt();
        rebuilding.join(FAREWELL);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    running = false;
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  private void rebuild() {
    try {
      followed.forEach(one -> attempt(one, one.builder()::sweep));
      while (!closing.await(LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS)) {
        followed.forEach(
            one -> attempt(one, () -> one.builder().build(() -> closing.getCount() == 0)));
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private static void attempt(Followed one, Runnable work) {
    try {
      work.run();
    } catch (RuntimeException e) { // Whatever it is, the generation that is read goes on.
      LOG.warn("{} is not rebuilt yet, next try soon", one.projection().word(), e);
    }
  }
}

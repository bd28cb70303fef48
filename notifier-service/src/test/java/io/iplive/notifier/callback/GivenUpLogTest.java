package io.iplive.notifier.callback;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.iplive.notifier.delivery.Lane;
import io.iplive.notifier.delivery.NewDelivery;
import io.iplive.notifier.directory.Repeats;
import io.iplive.notifier.message.Message;
import io.iplive.notifier.message.Outage;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.slf4j.event.KeyValuePair;

class GivenUpLogTest {

  private final Logger logger = (Logger) LoggerFactory.getLogger(GivenUpLog.class);
  private final ListAppender<ILoggingEvent> log = new ListAppender<>();

  @BeforeEach
  void listen() {
    log.start();
    logger.addAppender(log);
  }

  @AfterEach
  void leave() {
    logger.detachAppender(log);
  }

  @Test
  void hasTheIdsOfWhatWasToBeToldAsFields() {
    Outage outage = new Outage(99, 7, 101, 1, null, 0, null, 2040, null);
    NewDelivery notice =
        new NewDelivery(
            "99:OPENED",
            3,
            Lane.toContact(12, 101),
            new Message.OutageOpened(outage),
            Repeats.DURABLE,
            null);
    GivenUpLog.said(notice);
    assertThat(fields())
        .containsExactly(
            new KeyValuePair("delivery", notice.id()),
            new KeyValuePair("account", 3L),
            new KeyValuePair("monitor", 7L),
            new KeyValuePair("outage", 99L),
            new KeyValuePair("contact", 12L));
    GivenUpLog.said(
        new NewDelivery(
            "7:0", 3, Lane.toApp(5, 7), new Message.RoundTold(8, 0, "[]"), Repeats.LEGACY, null));
    assertThat(fields()).contains(new KeyValuePair("monitor", 7L), new KeyValuePair("app", 5L));
  }

  private List<KeyValuePair> fields() {
    return log.list.getLast().getKeyValuePairs();
  }
}

package io.iplive.verdict.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.iplive.verdict.outage.Cause;
import io.iplive.verdict.outage.OutageEvent;
import io.iplive.verdict.outage.OutageEvent.Outage;
import io.iplive.verdict.round.Owner;
import io.iplive.verdict.round.Version;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.slf4j.event.KeyValuePair;

class OutageLogTest {

  private static final Instant SINCE = Instant.parse("2026-01-10T10:00:00Z");

  private final Logger logger = (Logger) LoggerFactory.getLogger(OutageLog.class);
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
  void hasTheIdsOfAnOutageAsFields() {
    Version version = new Version(1, 1);
    Outage outage =
        new Outage(99, 7, 101, 1, new Owner(3, 4L, 5L), SINCE, new Cause(null, 2040, null));
    OutageLog.said(new OutageEvent.Opened(outage, version, SINCE, null));
    OutageLog.said(
        new OutageEvent.Closed(
            outage, version, SINCE, SINCE.plusSeconds(60), OutageEvent.Reason.RECOVERED));
    assertThat(log.list)
        .hasSize(2)
        .allSatisfy(line ->
            assertThat(line.getKeyValuePairs())
                .containsExactly(
                    new KeyValuePair("monitor", 7L),
                    new KeyValuePair("target", 101L),
                    new KeyValuePair("outage", 99L)));
    assertThat(log.list.getLast().getFormattedMessage())
        .isEqualTo("Outage 99 of monitor 7 closed at 2026-01-10T10:01:00Z: RECOVERED");
  }
}

package io.iplive.verdict.kafka;

import io.iplive.verdict.outage.OutageEvent;
import io.iplive.verdict.outage.OutageEvent.Outage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/** A line an outage that opens or closes, whose fields whoever looks for one filters by. */
final class OutageLog {

  private static final Logger LOG = LoggerFactory.getLogger(OutageLog.class);

  private OutageLog() {}

  static void said(OutageEvent event) {
    Outage outage = event.outage();
    LoggingEventBuilder line =
        LOG.atInfo()
            .addKeyValue("monitor", outage.monitor())
            .addKeyValue("target", outage.target())
            .addKeyValue("outage", outage.id());
    switch (event) {
      case OutageEvent.Opened _ ->
          line.log(
              "Outage {} of monitor {} opened: down since {}",
              outage.id(),
              outage.monitor(),
              outage.since());
      case OutageEvent.Closed closed ->
          line.log(
              "Outage {} of monitor {} closed at {}: {}",
              outage.id(),
              outage.monitor(),
              closed.closedAt(),
              closed.reason());
    }
  }
}

package io.iplive.notifier.callback;

import io.iplive.notifier.delivery.Lane;
import io.iplive.notifier.delivery.NewDelivery;
import io.iplive.notifier.message.Message;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/** A line a delivery that is given up, whose fields whoever looks for one filters by. */
final class GivenUpLog {

  private static final Logger LOG = LoggerFactory.getLogger(GivenUpLog.class);

  private GivenUpLog() {}

  static void said(NewDelivery delivery) {
    Lane lane = delivery.lane();
    LoggingEventBuilder line =
        LOG.atWarn()
            .addKeyValue("delivery", delivery.id())
            .addKeyValue("account", delivery.accountId());
    LoggingEventBuilder named =
        delivery.message() instanceof Message.OfOutage told
            ? line.addKeyValue("monitor", told.outage().monitorId())
                .addKeyValue("outage", told.outage().outageId())
            : lane.receiver() == Lane.Receiver.APP
                ? line.addKeyValue("monitor", lane.subjectId())
                : line;
    switch (lane.receiver()) {
      case APP ->
          named
              .addKeyValue("app", lane.receiverId())
              .log("Delivery {} to app {} is given up", delivery.id(), lane.receiverId());
      case CONTACT ->
          named
              .addKeyValue("contact", lane.receiverId())
              .log("Delivery {} to contact {} is given up", delivery.id(), lane.receiverId());
    }
  }
}

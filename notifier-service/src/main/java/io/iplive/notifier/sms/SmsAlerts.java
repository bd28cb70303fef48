package io.iplive.notifier.sms;

import io.micrometer.core.instrument.MeterRegistry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells operators of what only they can mend. */
public final class SmsAlerts {

  private static final Logger LOG = LoggerFactory.getLogger(SmsAlerts.class);

  private final MeterRegistry meters;

  public SmsAlerts(MeterRegistry meters) {
    this.meters = meters;
  }

  void raise(String reason, String detail) {
    meters.counter("iplive.notifier.sms.alerts", "reason", reason).increment();
    LOG.error("SMS: {}: {}", reason, detail);
  }
}

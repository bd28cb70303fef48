package io.iplive.benchmarks.scheduler;

import io.iplive.benchmarks.topic.Wire;
import io.iplive.schemas.AvroSerde;
import io.iplive.schemas.Topics;
import io.iplive.schemas.gateway.Check;
import io.iplive.schemas.gateway.MonitorDefinition;
import io.iplive.schemas.gateway.MonitorEvent;
import io.iplive.schemas.gateway.MonitorEventKind;
import io.iplive.schemas.gateway.MonitorState;
import io.iplive.schemas.gateway.Target;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Monitors as the gateway publishes them, ids from 1: a domain of 25 characters, a path, one
 * address, http_code; 500 of an account.
 */
record Monitors(Wire wire, int count) {

  static final Duration PERIOD = Duration.ofSeconds(60);

  private static final int OF_AN_ACCOUNT = 500;
  private static final long VERSION = 1;

  /** Long enough ago that nobody waits for a first round. */
  private static final Duration AGE = Duration.ofHours(1);

  void publish() {
    AvroSerde<MonitorEvent> serde = wire.serde(MonitorEvent.class);
    Instant at = Instant.now().minus(AGE);
    for (long id = 1; id <= count; id++) {
      wire.send(Topics.MONITORS, id, serde, created(id, at));
    }
    wire.flush();
  }

  private static MonitorEvent created(long id, Instant at) {
    long account = 1 + id / OF_AN_ACCOUNT;
    MonitorDefinition definition =
        MonitorDefinition.newBuilder()
            .setMonitorId(id)
            .setAccountId(account)
            .setAppId(account)
            .setAppName("panel" + account)
            .setGroupId(id)
            .setState(MonitorState.ACTIVE)
            .setProtocol("http_code")
            .setLevel(0)
            .setPeriodSeconds((int) PERIOD.toSeconds())
            .setErrorPeriodSeconds((int) PERIOD.toSeconds())
            .setTimeoutMillis(5_000)
            .setRetryCount(0)
            .setNumError(3)
            .setNumOk(1)
            .setCheck(
                Check.newBuilder()
                    .setHost("www.customer-%07d.com".formatted(id))
                    .setPath("/status.php")
                    .build())
            .setTargets(List.of(new Target(id, id, address(id), VERSION)))
            .build();
    return new MonitorEvent(
        "monitor-%d-1-%d".formatted(id, VERSION),
        MonitorEventKind.CREATED,
        id,
        1,
        VERSION,
        at,
        List.of(),
        definition);
  }

  private static String address(long id) {
    return "10.%d.%d.%d".formatted(id >> 16 & 0xff, id >> 8 & 0xff, id & 0xff);
  }
}

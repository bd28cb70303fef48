package io.iplive.gateway.kafka.node;

import io.iplive.gateway.account.Plain;
import io.iplive.gateway.job.Demands;
import io.iplive.gateway.job.Job;
import io.iplive.gateway.job.Probe;
import io.iplive.gateway.monitor.TargetId;
import io.iplive.schemas.AvroSerde;
import io.iplive.schemas.SchemaRegistry;
import io.iplive.schemas.SecretCipher;
import io.iplive.schemas.gateway.Check;
import io.iplive.schemas.gateway.EncryptedValue;
import io.iplive.schemas.gateway.Simulation;
import io.iplive.schemas.scheduler.ProbeJob;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Jobs as their topics have them, with their secrets opened for the node. */
public final class JobAvro {

  private final AvroSerde<ProbeJob> jobs;
  private final SecretCipher secrets;

  /** With the installation's keys. */
  public JobAvro(SchemaRegistry registry, SecretCipher secrets) {
    this.jobs = new AvroSerde<>(registry, ProbeJob.class);
    this.secrets = secrets;
  }

  /**
   * The job in a record.
   *
   * @throws org.apache.kafka.common.errors.SerializationException when it cannot be decoded: poison
   * @throws IllegalStateException when its secrets cannot be opened here
   */
  Job job(String topic, byte[] bytes) {
    ProbeJob job = jobs.decode(topic, bytes);
    Integer period = job.getPeriodSeconds();
    return new Job(
        job.getMonitorId(),
        new TargetId(job.getTargetId()),
        job.getRecordId(),
        job.getAccountId(),
        job.getAppName(),
        job.getGroupId(),
        job.getRoundAt(),
        job.getDueAt(),
        job.getStartBy(),
        job.getDeadline(),
        job.getAddress(),
        job.getProtocol(),
        Duration.ofMillis(job.getTimeoutMillis()),
        job.getRetryCount(),
        period == null ? null : Duration.ofSeconds(period),
        probe(job.getCheck()));
  }

  private Probe probe(Check check) {
    return new Probe(
        check.getPort(),
        check.getPath(),
        check.getHost(),
        opened(check.getCookies()),
        check.getExpectedCodes().intern(),
        check.getUserAgent(),
        check.getTlsVerify(),
        check.getFollowRedirects(),
        check.getMethod(),
        opened(check.getHeaders()),
        opened(check.getBody()),
        check.getKeyword(),
        check.getKeywordAbsent(),
        check.getSend(),
        check.getExpect(),
        check.getDnsType(),
        check.getDnsServer(),
        check.getDnsExpect(),
        check.getDaysLeft(),
        simulation(check.getSimulation()),
        demands(check.getDemands()));
  }

  private @Nullable Demands demands(io.iplive.schemas.gateway.@Nullable Demands asked) {
    return asked == null
        ? null
        : new Demands(
            asked.getSlowMillis(),
            asked.getIpVersion(),
            asked.getPattern(),
            asked.getJsonPath(),
            asked.getJsonExpect(),
            asked.getBodySha256(),
            asked.getKeyPins(),
            opened(asked.getClientCertificate()),
            asked.getScript(),
            asked.getPackets(),
            asked.getPacketBytes(),
            asked.getTtl(),
            asked.getLossPercent());
  }

  private @Nullable Plain opened(@Nullable EncryptedValue secret) {
    return secret == null ? null : new Plain(secrets.decrypt(secret));
  }

  private static Probe.@Nullable Simulation simulation(@Nullable Simulation simulation) {
    return simulation == null
        ? null
        : new Probe.Simulation(simulation.getStatusCode(), simulation.getUntil());
  }
}

package io.iplive.gateway.api.node;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.iplive.gateway.account.Plain;
import io.iplive.gateway.job.Demands;
import io.iplive.gateway.job.Job;
import io.iplive.gateway.job.JobFeed.Batch;
import io.iplive.gateway.job.Probe;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Jobs in the field names that the original pushed to its nodes, and ours (snake case). */
record JobJson(
    long serverId,
    @Nullable String appName,
    @Nullable Long groupId,
    long recordId,
    String ip,
    String protocol,
    @Nullable Integer port,
    String path,
    @Nullable String domain,
    @Nullable String cookies,
    String httpCode,
    int retryCount,
    @Nullable Long interval,
    long timeout,
    long timestamp,
    long monitorId,
    long dueMs,
    long startByMs,
    long deadlineMs,
    long accountId,
    long timeoutMs,
    boolean tlsVerify,
    boolean redirect,
    @Nullable String userAgent,
    String method,
    @Nullable String headers,
    @Nullable String body,
    @Nullable String keyword,
    @Nullable String keywordAbsent,
    @Nullable String send,
    @Nullable String expect,
    @Nullable String dnsType,
    @Nullable String dnsServer,
    @Nullable String dnsExpect,
    @Nullable Integer days,
    @Nullable SimulationJson simulation,
    @Nullable DemandsJson demands) {

  /** What only some checks ask for. */
  record DemandsJson(
      @Nullable Integer slowMs,
      @Nullable String ipVersion,
      @Nullable String pattern,
      @Nullable String jsonPath,
      @Nullable String jsonExpect,
      @JsonProperty("body_sha256") @Nullable String bodySha256,
      @Nullable String keyPins,
      @Nullable String clientCertificate,
      @Nullable String script,
      @Nullable Integer packets,
      @Nullable Integer packetBytes,
      @Nullable Integer ttl,
      @Nullable Integer lossPercent) {}

  /** What is reported instead of probing. */
  record SimulationJson(int status, long untilMs) {}

  /** The answer's {@code info}. */
  record Jobs(
      String cursor,
      long nowMs,
      String state,
      List<JobJson> jobs,
      @Nullable List<String> ignored) {}

  static Jobs of(Batch batch, String state, Instant now, List<String> ignored) {
    List<JobJson> jobs = batch.jobs().stream().map(JobJson::of).toList();
    return new Jobs(
        batch.cursor(), now.toEpochMilli(), state, jobs, ignored.isEmpty() ? null : ignored);
  }

  private static JobJson of(Job job) {
    Probe probe = job.probe();
    Duration interval = job.interval();
    return new JobJson(
        job.target().value(),
        job.appName(),
        job.groupId(),
        job.recordId(),
        job.address(),
        job.protocol(),
        port(job),
        probe.path(),
        probe.host(),
        text(probe.cookies()),
        probe.expectedCodes(),
        job.retryCount(),
        interval == null ? null : interval.toSeconds(),
        job.timeout().plusMillis(999).toSeconds(),
        job.roundAt().getEpochSecond(),
        job.monitorId(),
        job.dueAt().toEpochMilli(),
        job.startBy().toEpochMilli(),
        job.deadline().toEpochMilli(),
        job.accountId(),
        job.timeout().toMillis(),
        probe.tlsVerify(),
        probe.followRedirects(),
        probe.userAgent(),
        probe.method(),
        text(probe.headers()),
        text(probe.body()),
        probe.keyword(),
        probe.keywordAbsent(),
        probe.send(),
        probe.expect(),
        probe.dnsType(),
        probe.dnsServer(),
        probe.dnsExpect(),
        probe.daysLeft(),
        simulation(probe.simulation()),
        demands(probe.demands()));
  }

  /** Nodes are told the port of the protocol, too; null: it has none. */
  private static @Nullable Integer port(Job job) {
    Integer asked = job.probe().port();
    if (asked != null) {
      return asked;
    }
    return switch (job.protocol()) {
      case "http", "tcp" -> 80;
      case "https", "tls" -> 443;
      case "dns" -> 53;
      case "smtp" -> 25;
      case "pop3" -> 110;
      case "imap" -> 143;
      case "ftp" -> 21;
      case "ssh" -> 22;
      default -> null;
    };
  }

  private static @Nullable String text(@Nullable Plain secret) {
    return secret == null ? null : secret.text();
  }

  private static @Nullable DemandsJson demands(@Nullable Demands asked) {
    return asked == null
        ? null
        : new DemandsJson(
            asked.slowMs(),
            asked.ipVersion(),
            asked.pattern(),
            asked.jsonPath(),
            asked.jsonExpect(),
            asked.bodySha256(),
            asked.keyPins(),
            text(asked.clientCertificate()),
            asked.script(),
            asked.packets(),
            asked.packetBytes(),
            asked.ttl(),
            asked.lossPercent());
  }

  private static @Nullable SimulationJson simulation(Probe.@Nullable Simulation simulation) {
    return simulation == null
        ? null
        : new SimulationJson(simulation.statusCode(), simulation.until().toEpochMilli());
  }
}

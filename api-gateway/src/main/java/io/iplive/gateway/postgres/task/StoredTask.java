package io.iplive.gateway.postgres.task;

import io.iplive.gateway.account.AccountId;
import io.iplive.gateway.account.Ciphertext;
import io.iplive.gateway.account.ContactId;
import io.iplive.gateway.monitor.MonitorId;
import io.iplive.gateway.monitor.Protocol;
import io.iplive.gateway.monitor.TargetId;
import io.iplive.gateway.postgres.Payload.Sealed;
import io.iplive.gateway.task.Demands;
import io.iplive.gateway.task.Destination;
import io.iplive.gateway.task.FolderId;
import io.iplive.gateway.task.Inspection;
import io.iplive.gateway.task.Rhythm;
import io.iplive.gateway.task.Simulation;
import io.iplive.gateway.task.Task;
import io.iplive.gateway.task.TaskKind;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A task as the journal has it; its names are stored for ever. Lengths are seconds, times ms. */
record StoredTask(
    long monitorId,
    long taskId,
    long accountId,
    String state,
    int kind,
    String data,
    String name,
    Place destination,
    long destinationVersion,
    long period,
    @Nullable Long errorPeriod,
    @Nullable Long timeout,
    int numError,
    int numOk,
    int level,
    Look inspection,
    String presetAgent,
    @Nullable List<Long> contacts,
    boolean recovery,
    @Nullable String ref,
    @Nullable Long folderId,
    @Nullable Long expires,
    long created,
    long changed,
    @Nullable Pretence simulation,
    @Nullable Above parent) {

  record Place(
      String protocol,
      String address,
      @Nullable String host,
      @Nullable Integer port,
      String path) {}

  record Look(
      boolean redirect,
      @Nullable String userAgent,
      String httpCode,
      @Nullable String keyword,
      @Nullable String keywordAbsent,
      String method,
      @Nullable Sealed headers,
      @Nullable Sealed body,
      @Nullable Integer port,
      @Nullable String send,
      @Nullable String expect,
      @Nullable String dnsType,
      @Nullable String dnsServer,
      @Nullable String dnsExpect,
      @Nullable Integer days,
      @Nullable Asked demands) {}

  record Asked(
      @Nullable Integer slow,
      @Nullable String ipVersion,
      @Nullable String pattern,
      @Nullable String jsonPath,
      @Nullable String jsonExpect,
      @Nullable String contentHash,
      @Nullable String pins,
      @Nullable Sealed clientCert,
      @Nullable String script,
      @Nullable Integer packets,
      @Nullable Integer packetSize,
      @Nullable Integer ttl,
      @Nullable Integer loss) {

    static @Nullable Asked of(Demands demands) {
      return demands.equals(Demands.NONE)
          ? null
          : new Asked(
              demands.slow(),
              demands.ipVersion(),
              demands.pattern(),
              demands.jsonPath(),
              demands.jsonExpect(),
              demands.contentHash(),
              demands.pins(),
              sealed(demands.clientCert()),
              demands.script(),
              demands.packets(),
              demands.packetSize(),
              demands.ttl(),
              demands.loss());
    }

    Demands demands() {
      return new Demands(
          slow,
          ipVersion,
          pattern,
          jsonPath,
          jsonExpect,
          contentHash,
          pins,
          opened(clientCert),
          script,
          packets,
          packetSize,
          ttl,
          loss);
    }
  }

  record Pretence(int status, long until) {}

  record Above(long taskId, long monitorId) {}

  static StoredTask of(Task task) {
    Destination destination = task.destination();
    Rhythm rhythm = task.rhythm();
    List<ContactId> contacts = task.notices().contacts();
    FolderId folder = task.filing().folder();
    Simulation simulation = task.simulation();
    Task.Parent parent = task.notices().parent();
    return new StoredTask(
        task.monitor().value(),
        task.id().value(),
        task.account().value(),
        task.state().name(),
        task.subject().kind().number(),
        task.subject().data(),
        task.subject().name(),
        new Place(
            destination.protocol().text(),
            destination.address(),
            destination.host(),
            destination.port(),
            destination.path()),
        task.destinationVersion(),
        rhythm.period().toSeconds(),
        seconds(rhythm.errorPeriod()),
        seconds(rhythm.timeout()),
        rhythm.numError(),
        rhythm.numOk(),
        rhythm.level(),
        look(task.inspection()),
        task.presetAgent(),
        contacts == null ? null : contacts.stream().map(ContactId::value).toList(),
        task.notices().recovery(),
        task.filing().ref(),
        folder == null ? null : folder.value(),
        millis(task.filing().expires()),
        task.created().toEpochMilli(),
        task.changed().toEpochMilli(),
        simulation == null
            ? null
            : new Pretence(simulation.status(), simulation.until().toEpochMilli()),
        parent == null ? null : new Above(parent.task().value(), parent.monitor().value()));
  }

  Task task(long version) {
    Protocol protocol = Protocol.byText().get(destination.protocol());
    if (protocol == null) {
      throw new IllegalStateException("No protocol is called " + destination.protocol());
    }
    return new Task(
        new MonitorId(monitorId),
        new TargetId(taskId),
        version,
        new AccountId(accountId),
        Task.State.valueOf(state),
        new Task.Subject(TaskKind.ofNumber(kind).orElseThrow(), data, name),
        new Destination(
            protocol,
            destination.address(),
            destination.host(),
            destination.port(),
            destination.path()),
        destinationVersion,
        new Rhythm(
            Duration.ofSeconds(period),
            errorPeriod == null ? null : Duration.ofSeconds(errorPeriod),
            timeout == null ? null : Duration.ofSeconds(timeout),
            numError,
            numOk,
            level),
        inspected(inspection),
        presetAgent,
        new Task.Notices(
            contacts == null ? null : contacts.stream().map(ContactId::new).toList(),
            recovery,
            parent == null
                ? null
                : new Task.Parent(
                    new TargetId(parent.taskId()), new MonitorId(parent.monitorId()))),
        new Task.Filing(
            ref,
            folderId == null ? null : new FolderId(folderId),
            expires == null ? null : Instant.ofEpochMilli(expires)),
        Instant.ofEpochMilli(created),
        Instant.ofEpochMilli(changed),
        simulation == null
            ? null
            : new Simulation(simulation.status(), Instant.ofEpochMilli(simulation.until())));
  }

  private static Look look(Inspection inspection) {
    return new Look(
        inspection.redirect(),
        inspection.userAgent(),
        inspection.httpCode(),
        inspection.keyword(),
        inspection.keywordAbsent(),
        inspection.method(),
        sealed(inspection.headers()),
        sealed(inspection.body()),
        inspection.port(),
        inspection.send(),
        inspection.expect(),
        inspection.dnsType(),
        inspection.dnsServer(),
        inspection.dnsExpect(),
        inspection.days(),
        Asked.of(inspection.demands()));
  }

  private static Inspection inspected(Look stored) {
    return new Inspection(
        stored.redirect(),
        stored.userAgent(),
        stored.httpCode(),
        stored.keyword(),
        stored.keywordAbsent(),
        stored.method(),
        opened(stored.headers()),
        opened(stored.body()),
        stored.port(),
        stored.send(),
        stored.expect(),
        stored.dnsType(),
        stored.dnsServer(),
        stored.dnsExpect(),
        stored.days(),
        stored.demands() == null ? Demands.NONE : stored.demands().demands());
  }

  private static @Nullable Sealed sealed(@Nullable Ciphertext secret) {
    return secret == null ? null : Sealed.of(secret);
  }

  private static @Nullable Ciphertext opened(@Nullable Sealed stored) {
    return stored == null ? null : stored.secret();
  }

  private static @Nullable Long seconds(@Nullable Duration length) {
    return length == null ? null : length.toSeconds();
  }

  private static @Nullable Long millis(@Nullable Instant at) {
    return at == null ? null : at.toEpochMilli();
  }
}

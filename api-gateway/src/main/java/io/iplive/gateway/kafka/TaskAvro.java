package io.iplive.gateway.kafka;

import io.iplive.gateway.account.Ciphertext;
import io.iplive.gateway.account.ContactId;
import io.iplive.gateway.journal.Recorded;
import io.iplive.gateway.task.Destination;
import io.iplive.gateway.task.Inspection;
import io.iplive.gateway.task.Rhythm;
import io.iplive.gateway.task.Task;
import io.iplive.gateway.task.TaskEvent.Part;
import io.iplive.gateway.task.TaskEvent.TaskChanged;
import io.iplive.gateway.task.TaskEvent.TaskCreated;
import io.iplive.gateway.task.TaskEvent.TaskDeleted;
import io.iplive.gateway.task.TaskEvent.TaskStarted;
import io.iplive.gateway.task.TaskEvent.TaskStopped;
import io.iplive.gateway.task.TaskKind;
import io.iplive.schemas.gateway.Check;
import io.iplive.schemas.gateway.EncryptedValue;
import io.iplive.schemas.gateway.MonitorDefinition;
import io.iplive.schemas.gateway.MonitorEvent;
import io.iplive.schemas.gateway.MonitorEventKind;
import io.iplive.schemas.gateway.MonitorState;
import io.iplive.schemas.gateway.Simulation;
import io.iplive.schemas.gateway.Target;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Events of tasks as monitors.v1 has them: a task is a monitor with one target. */
final class TaskAvro {

  private static final int PRESET_DAYS = 14;

  private TaskAvro() {}

  static MonitorEvent event(Recorded.OfTask recorded) {
    Task after = recorded.event().after();
    long id = after.monitor().value();
    return MonitorEvent.newBuilder()
        .setEventId(GatewayAvro.eventId("monitor", id, recorded.epoch(), after.version()))
        .setKind(
            switch (recorded.event()) {
              case TaskCreated _ -> MonitorEventKind.CREATED;
              case TaskChanged _ -> MonitorEventKind.CHANGED;
              case TaskStopped _ -> MonitorEventKind.PAUSED;
              case TaskStarted _ -> MonitorEventKind.RESUMED;
              case TaskDeleted _ -> MonitorEventKind.STOPPED;
            })
        .setMonitorId(id)
        .setEpoch(recorded.epoch())
        .setVersion(after.version())
        .setOccurredAt(recorded.at())
        .setChanged(
            switch (recorded.event()) {
              case TaskCreated _ -> List.of();
              case TaskChanged(List<Part> parts, Task _) ->
                  parts.stream().flatMap(part -> fields(part).stream()).distinct().toList();
              case TaskStopped _, TaskStarted _, TaskDeleted _ -> List.of("state");
            })
        .setAfter(definition(after))
        .build();
  }

  /** What its owner keeps for himself is not published. */
  private static List<String> fields(Part part) {
    return switch (part) {
      case KIND -> List.of("task", "protocol", "check");
      case DATA -> List.of("data");
      case NAME -> List.of("name");
      case DESTINATION -> List.of("protocol", "check", "targets");
      case PERIOD -> List.of("periodSeconds");
      case ERROR_PERIOD -> List.of("errorPeriodSeconds");
      case TIMEOUT -> List.of("timeoutMillis");
      case NUM_ERROR -> List.of("numError");
      case NUM_OK -> List.of("numOk");
      case LEVEL -> List.of("level");
      case INSPECTION, SIMULATION -> List.of("check");
      case CONTACTS -> List.of("contacts");
      case RECOVERY -> List.of("sendRecovery");
      case PARENT -> List.of("parentMonitorId");
      case FILING -> List.of();
    };
  }

  private static MonitorDefinition definition(Task task) {
    Rhythm rhythm = task.rhythm();
    List<ContactId> contacts = task.notices().contacts();
    Task.Parent parent = task.notices().parent();
    return MonitorDefinition.newBuilder()
        .setMonitorId(task.monitor().value())
        .setAccountId(task.account().value())
        .setName(task.subject().name())
        .setState(
            switch (task.state()) {
              case RUNNING -> MonitorState.ACTIVE;
              case STOPPED -> MonitorState.PAUSED;
              case DELETED -> MonitorState.STOPPED;
            })
        .setProtocol(task.destination().protocol().text())
        .setLevel(rhythm.level())
        .setPeriodSeconds(Math.toIntExact(rhythm.period().toSeconds()))
        .setErrorPeriodSeconds(Math.toIntExact(rhythm.effectiveErrorPeriod().toSeconds()))
        .setTimeoutMillis(Math.toIntExact(rhythm.effectiveTimeout().toMillis()))
        .setRetryCount(0)
        .setNumError(rhythm.numError())
        .setNumOk(rhythm.numOk())
        .setCheck(check(task))
        .setTargets(
            List.of(
                new Target(
                    task.id().value(),
                    task.id().value(),
                    task.destination().address(),
                    task.destinationVersion())))
        .setContacts(contacts == null ? null : contacts.stream().map(ContactId::value).toList())
        .setSendRecovery(task.notices().recovery())
        .setTask(task.subject().kind().number())
        .setData(task.subject().data())
        .setParentMonitorId(parent == null ? null : parent.monitor().value())
        .build();
  }

  private static Check check(Task task) {
    TaskKind kind = task.subject().kind();
    Destination destination = task.destination();
    Inspection inspection = task.inspection();
    Check.Builder check =
        Check.newBuilder()
            .setPort(destination.port())
            .setPath(destination.path())
            .setHost(destination.host())
            .setSimulation(simulation(task))
            .setDemands(DemandsAvro.of(kind, inspection.demands()));
    if (kind.http()) {
      String agent = inspection.userAgent();
      check
          .setExpectedCodes(inspection.httpCode())
          .setUserAgent(agent == null ? task.presetAgent() : agent)
          .setFollowRedirects(inspection.redirect())
          .setMethod(inspection.method())
          .setHeaders(encrypted(inspection.headers()))
          .setBody(encrypted(inspection.body()))
          .setKeyword(inspection.keyword())
          .setKeywordAbsent(inspection.keywordAbsent());
    }
    if (kind == TaskKind.PORT || kind == TaskKind.UDP) {
      check.setSend(inspection.send()).setExpect(inspection.expect());
    }
    if (kind == TaskKind.DNS) {
      check
          .setDnsType(inspection.dnsType())
          .setDnsServer(inspection.dnsServer())
          .setDnsExpect(inspection.dnsExpect());
    }
    if (kind.expiry()) {
      Integer days = inspection.days();
      check.setDaysLeft(days == null ? PRESET_DAYS : days);
    }
    return check.build();
  }

  private static @Nullable Simulation simulation(Task task) {
    io.iplive.gateway.task.Simulation simulation = task.simulation();
    return simulation == null ? null : new Simulation(simulation.status(), simulation.until());
  }

  private static @Nullable EncryptedValue encrypted(@Nullable Ciphertext secret) {
    return secret == null ? null : MonitorAvro.encrypted(secret);
  }
}

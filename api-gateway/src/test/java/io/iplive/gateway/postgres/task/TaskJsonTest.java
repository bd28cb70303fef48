package io.iplive.gateway.postgres.task;

import static org.assertj.core.api.Assertions.assertThat;

import io.iplive.gateway.account.AccountId;
import io.iplive.gateway.account.Ciphertext;
import io.iplive.gateway.account.ContactId;
import io.iplive.gateway.monitor.MonitorId;
import io.iplive.gateway.monitor.Protocol;
import io.iplive.gateway.monitor.TargetId;
import io.iplive.gateway.task.Demands;
import io.iplive.gateway.task.Destination;
import io.iplive.gateway.task.FolderId;
import io.iplive.gateway.task.Inspection;
import io.iplive.gateway.task.Rhythm;
import io.iplive.gateway.task.Simulation;
import io.iplive.gateway.task.Task;
import io.iplive.gateway.task.TaskEvent;
import io.iplive.gateway.task.TaskEvent.Part;
import io.iplive.gateway.task.TaskEvent.TaskChanged;
import io.iplive.gateway.task.TaskEvent.TaskCreated;
import io.iplive.gateway.task.TaskEvent.TaskDeleted;
import io.iplive.gateway.task.TaskEvent.TaskStarted;
import io.iplive.gateway.task.TaskEvent.TaskStopped;
import io.iplive.gateway.task.TaskKind;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is stored for ever: round trips, and the bytes themselves. */
class TaskJsonTest {

  private static final Instant AT = Instant.parse("2026-01-01T00:00:00.123Z");
  private static final Ciphertext SECRET = new Ciphertext("k1", "AAEC");

  private static final Task FULL =
      new Task(
          new MonitorId(7),
          new TargetId(18),
          3,
          new AccountId(1),
          Task.State.RUNNING,
          new Task.Subject(TaskKind.CONTENT, "https://a.example/p", "Сайт"),
          new Destination(Protocol.HTTPS, "a.example", "a.example", 8443, "/p"),
          2,
          new Rhythm(
              Duration.ofSeconds(301), Duration.ofSeconds(61), Duration.ofSeconds(7), 3, 2, 4),
          new Inspection(
              true,
              "Bot/1",
              "200",
              "yes",
              "no",
              "POST",
              SECRET,
              SECRET,
              8443,
              "s",
              "e",
              "MX",
              "9.9.9.9",
              "mx",
              30,
              Demands.NONE),
          "Preset/1",
          new Task.Notices(List.of(new ContactId(134)), false, null),
          new Task.Filing("156", new FolderId(5), AT.plusSeconds(60)),
          AT,
          AT.plusSeconds(1),
          new Simulation(500, AT.plusSeconds(2)));

  private static final Task PLAIN =
      new Task(
          new MonitorId(7),
          new TargetId(18),
          3,
          new AccountId(1),
          Task.State.DELETED,
          new Task.Subject(TaskKind.PING, "9.9.9.9", "a"),
          new Destination(Protocol.ICMP, "9.9.9.9", null, null, "/"),
          1,
          new Rhythm(Duration.ofSeconds(301), null, null, 2, 1, 0),
          new Inspection(
              false,
              null,
              "2xx",
              null,
              null,
              "GET",
              null,
              null,
              null,
              null,
              null,
              null,
              null,
              null,
              null,
              Demands.NONE),
          "Preset/1",
          new Task.Notices(null, true, new Task.Parent(new TargetId(17), new MonitorId(6))),
          new Task.Filing(null, null, null),
          AT,
          AT,
          null);

  @Test
  void everyEventIsReadAsItWasWritten() {
    for (TaskEvent event :
        List.of(
            new TaskCreated(FULL),
            new TaskChanged(List.of(Part.values()), FULL),
            new TaskStopped(PLAIN),
            new TaskStarted(FULL),
            new TaskDeleted(PLAIN))) {
      assertThat(TaskJson.read(TaskJson.kind(event), 3, TaskJson.write(event))).isEqualTo(event);
    }
  }

  @Test
  void theStoredFormIsTheOneOfTheFirstRelease() {
    assertThat(TaskJson.write(new TaskChanged(List.of(Part.NAME), FULL)))
        .isEqualTo(
            """
            {"changed":["NAME"],"after":{"monitorId":7,"taskId":18,"accountId":1,\
            "state":"RUNNING","kind":11,"data":"https://a.example/p","name":"Сайт",\
            "destination":{"protocol":"https","address":"a.example","host":"a.example",\
            "port":8443,"path":"/p"},"destinationVersion":2,"period":301,"errorPeriod":61,\
            "timeout":7,"numError":3,"numOk":2,"level":4,"inspection":{"redirect":true,\
            "userAgent":"Bot/1","httpCode":"200","keyword":"yes","keywordAbsent":"no",\
            "method":"POST","headers":{"keyId":"k1","ciphertext":"AAEC"},\
            "body":{"keyId":"k1","ciphertext":"AAEC"},"port":8443,"send":"s","expect":"e",\
            "dnsType":"MX","dnsServer":"9.9.9.9","dnsExpect":"mx","days":30},\
            "presetAgent":"Preset/1","contacts":[134],"recovery":false,"ref":"156","folderId":5,\
            "expires":1767225660123,"created":1767225600123,"changed":1767225601123,\
            "simulation":{"status":500,"until":1767225602123}}}\
            """);
  }
}

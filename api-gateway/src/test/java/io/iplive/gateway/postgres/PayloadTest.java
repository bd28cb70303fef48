package io.iplive.gateway.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.iplive.gateway.account.Account;
import io.iplive.gateway.account.AccountEvent;
import io.iplive.gateway.account.AccountEvent.AccountChanged;
import io.iplive.gateway.account.AccountEvent.AccountCreated;
import io.iplive.gateway.account.AccountEvent.AccountDeleted;
import io.iplive.gateway.account.AccountEvent.AccountResumed;
import io.iplive.gateway.account.AccountEvent.AccountSuspended;
import io.iplive.gateway.account.AccountId;
import io.iplive.gateway.account.App;
import io.iplive.gateway.account.AppId;
import io.iplive.gateway.account.Ciphertext;
import io.iplive.gateway.account.ContactId;
import io.iplive.gateway.account.Owner;
import io.iplive.gateway.account.PasswordHash;
import io.iplive.gateway.account.Profile;
import io.iplive.gateway.account.SecretHash;
import io.iplive.gateway.account.Standing;
import io.iplive.gateway.account.Template;
import io.iplive.gateway.monitor.Check;
import io.iplive.gateway.monitor.Monitor;
import io.iplive.gateway.monitor.MonitorEvent;
import io.iplive.gateway.monitor.MonitorEvent.MonitorChanged;
import io.iplive.gateway.monitor.MonitorEvent.MonitorCreated;
import io.iplive.gateway.monitor.MonitorEvent.MonitorStopped;
import io.iplive.gateway.monitor.MonitorEvent.Part;
import io.iplive.gateway.monitor.MonitorId;
import io.iplive.gateway.monitor.Pace;
import io.iplive.gateway.monitor.Protocol;
import io.iplive.gateway.monitor.Target;
import io.iplive.gateway.monitor.TargetId;
import io.iplive.gateway.node.Node;
import io.iplive.gateway.node.NodeEvent;
import io.iplive.gateway.node.NodeEvent.NodeApproved;
import io.iplive.gateway.node.NodeEvent.NodeDisabled;
import io.iplive.gateway.node.NodeEvent.NodeEnrolled;
import io.iplive.gateway.node.NodeEvent.NodeTokenIssued;
import io.iplive.gateway.node.NodeId;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is stored for ever: round trips, and the bytes themselves. */
class PayloadTest {

  private static final Ciphertext SECRET = new Ciphertext("k1", "AAEC");
  private static final SecretHash HASH = new SecretHash("sha256:00");

  private static final Monitor FULL =
      new Monitor(
          new MonitorId(7),
          3,
          new Owner(new AccountId(1), new AppId(2), "panel"),
          -5,
          Monitor.State.ACTIVE,
          Protocol.HTTPS,
          4,
          List.of(new NodeId(9)),
          new Pace(Duration.ofSeconds(60), Duration.ofSeconds(10), Duration.ofSeconds(3), 1, 2, 3),
          new Check(8443, "/p", "a.example", SECRET, "2xx", "Probe/1", false),
          List.of(new Target(new TargetId(101), 5, NodeJson.address("2001:db8::1"), 2)),
          List.of(new ContactId(11)),
          "Account/1");

  private static final Monitor PLAIN =
      new Monitor(
          new MonitorId(7),
          3,
          new Owner(new AccountId(1), new AppId(2), "panel"),
          0,
          Monitor.State.STOPPED,
          Protocol.HTTP,
          0,
          List.of(),
          new Pace(Duration.ofSeconds(60), null, Duration.ofSeconds(3), 0, 2, 1),
          new Check(null, "/", null, null, "2xx,3xx", null, true),
          List.of(new Target(new TargetId(101), 5, NodeJson.address("192.0.2.1"), 1)),
          null,
          null);

  @Test
  void everyEventOfAMonitorIsReadAsItWasWritten() {
    for (MonitorEvent event :
        List.of(
            new MonitorCreated(FULL),
            new MonitorCreated(PLAIN),
            new MonitorChanged(List.of(Part.values()), FULL),
            new MonitorStopped(PLAIN))) {
      String payload = MonitorJson.write(event);
      assertThat(MonitorJson.read(MonitorJson.kind(event), 3, payload)).isEqualTo(event);
    }
  }

  @Test
  void theStoredFormOfAMonitorHasWhatTheFirstReleaseHadAndMoreBehindIt() {
    assertThat(MonitorJson.write(new MonitorChanged(List.of(Part.LEVEL), FULL)))
        .isEqualTo(
            """
            {"changed":["LEVEL"],"after":{"monitorId":7,"accountId":1,"appId":2,\
            "appName":"panel","groupId":-5,"state":"ACTIVE","protocol":"https","level":4,\
            "candidates":[9],"interval":60,"errorInterval":10,"timeout":3,"retryCount":1,\
            "numError":2,"numOk":3,"check":{"port":8443,"path":"/p","host":"a.example",\
            "cookies":{"keyId":"k1","ciphertext":"AAEC"},"expectedCodes":"2xx",\
            "userAgent":"Probe/1","tlsVerify":false},"targets":[{"targetId":101,"recordId":5,\
            "address":"2001:db8::1","addressVersion":2}],"contacts":[11],"presetAgent":"Account/1"}}\
            """);
  }

  @Test
  void aFieldThatALaterReleaseAddedIsNoObstacle() {
    String payload =
        MonitorJson.write(new MonitorCreated(PLAIN)).replace("\"level\":0", "\"level\":0,\"x\":1");
    assertThat(MonitorJson.read(MonitorJson.CREATED, 3, payload))
        .isEqualTo(new MonitorCreated(PLAIN));
  }

  @Test
  void accountsAreReadAsTheyWereWritten() {
    Template template =
        new Template(Template.Event.OPENED, "4xx", "client", "ru", "email", null, "{task}", null);
    App app =
        new App(
            new AppId(2),
            "panel",
            "http://a.example/",
            List.of(SECRET),
            List.of(HASH),
            App.Mode.ON_CHANGE,
            App.Inconclusive.INCLUDE,
            List.of("192.0.2.0/24"));
    Account account =
        new Account(
            new AccountId(1),
            4,
            "panel",
            new PasswordHash("$argon2id$"),
            new Standing.Suspended(Standing.Reason.BALANCE),
            new Profile("Bot/1", true, "a@b.example", "A", "c@b.example", "A", List.of(template)),
            List.of(app));
    for (AccountEvent event :
        List.of(
            new AccountCreated(account),
            new AccountChanged(List.of(AccountEvent.Part.values()), account),
            new AccountSuspended(account),
            new AccountResumed(account),
            new AccountDeleted(account))) {
      assertThat(AccountJson.read(AccountJson.kind(event), 4, AccountJson.write(event)))
          .isEqualTo(event);
    }
  }

  @Test
  void everyEventOfANodeIsReadAsItWasWritten() {
    for (Node.State state : Node.State.values()) {
      Node node = new Node(new NodeId(1), 2, NodeJson.address("192.0.2.1"), state, 1, true, HASH);
      for (NodeEvent event :
          List.of(
              new NodeEnrolled(node),
              new NodeApproved(node),
              new NodeDisabled(node),
              new NodeTokenIssued(node))) {
        assertThat(NodeJson.read(NodeJson.kind(event), 2, NodeJson.write(event))).isEqualTo(event);
      }
    }
  }

  @Test
  void aNodeOfTheFirstReleaseTakesItsJobsFromKafka() {
    String payload =
        """
        {"after":{"nodeId":1,"address":"192.0.2.1","state":"ACTIVE","jobPartitions":6,\
        "tokenHash":"sha256:00"}}\
        """;
    assertThat(NodeJson.read(NodeJson.ENROLLED, 1, payload).after())
        .isEqualTo(
            new Node(
                new NodeId(1),
                1,
                NodeJson.address("192.0.2.1"),
                Node.State.ACTIVE,
                6,
                false,
                HASH));
  }

  @Test
  void anAccountOfTheFirstReleaseIsReadWithTheDefaultsOfWhatItDidNotHave() {
    String payload =
        """
        {"after":{"accountId":1,"name":"panel","passwordHash":"sha256:00","apps":[{"appId":2,\
        "name":"panel","callbackSecrets":[],"tokenHashes":["sha256:00"]}]}}\
        """;
    Account account = AccountJson.read("account.created", 1, payload).after();
    assertThat(account.standing()).isEqualTo(new Standing.Active());
    assertThat(account.profile()).isEqualTo(Profile.PRESET);
    assertThat(account.apps().getFirst().mode()).isEqualTo(App.Mode.EVERY_ROUND);
  }
}

package io.iplive.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.iplive.gateway.GatewayClient.Reply;
import io.iplive.schemas.Topics;
import io.iplive.schemas.gateway.NodeEvent;
import io.iplive.schemas.gateway.NodeEventKind;
import io.iplive.schemas.gateway.NodeState;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What operators do with nodes, and what the world hears of it. */
class NodesIT {

  private static final RunningGateway GATEWAY = RunningGateway.shared();
  private static final GatewayClient CLIENT = GATEWAY.client;

  @Test
  void anOperatorDisablesApprovesAndGivesTokens() {
    String address = "9.2.0.1";
    Reply added = add(Map.of("node_ip", address));
    long id = added.info().get("node_id").asLong();
    assertThat(operate("disable", address).body().toString())
        .isEqualTo(
            """
            {"node_id":%d,"address":"9.2.0.1","state":"DISABLED","remote":true}\
            """
                .formatted(id));
    assertThat(operate("disable", address).status()).isEqualTo(200);
    assertThat(operate("approve", address).body().get("state").asString()).isEqualTo("ACTIVE");
    String token = operate("token", address).body().get("token").asString();
    assertThat(token).hasSizeGreaterThanOrEqualTo(32);
    assertThat(token).isNotEqualTo(added.info().get("token").asString());
    assertThat(GATEWAY.journal()).doesNotContain(token);

    await().until(() -> events(id).size() == 4);
    assertThat(events(id))
        .extracting(NodeEvent::getKind)
        .containsExactly(
            NodeEventKind.ENROLLED,
            NodeEventKind.DISABLED,
            NodeEventKind.CHANGED,
            NodeEventKind.CHANGED);
    assertThat(events(id))
        .extracting(event -> event.getAfter().getState())
        .containsExactly(NodeState.ACTIVE, NodeState.DISABLED, NodeState.ACTIVE, NodeState.ACTIVE);
    assertThat(events(id)).allMatch(event -> event.getAfter().getRemote());
  }

  private static List<NodeEvent> events(long node) {
    return GATEWAY.published(Topics.NODES, NodeEvent.class).stream()
        .filter(event -> event.getNodeId() == node)
        .toList();
  }

  @Test
  void aNodeThatTakesItsJobsFromKafkaSaysSo() {
    Reply added = add(Map.of("node_ip", "9.2.0.2", "jobs", "kafka"));
    assertThat(added.info().has("ignored")).isFalse();
    assertThat(partitions(added)).isEqualTo(6);
    assertThat(partitions(add(Map.of("node_ip", "9.2.0.3", "jobs", "")))).isEqualTo(1);
    Reply refused = add(Map.of("node_ip", "9.2.0.4", "jobs", "pigeon"));
    assertThat(refused.code()).isEqualTo(1003);
    assertThat(refused.info().get("param").asString()).isEqualTo("jobs");
  }

  private static int partitions(Reply added) {
    long id = added.info().get("node_id").asLong();
    await().until(() -> !events(id).isEmpty());
    return events(id).getFirst().getAfter().getJobPartitions();
  }

  @Test
  void operatorsHearOfUnknownNodes() {
    for (String address : List.of("9.2.0.99", "x", "")) {
      for (String what : List.of("token", "approve", "disable")) {
        Reply reply = operate(what, address);
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.body().get("error").asString()).startsWith("node_ip is ");
      }
    }
    assertThat(CLIENT.call("/operator/nodes/disable", Map.of()).status()).isEqualTo(401);
  }

  private static Reply operate(String what, String address) {
    return CLIENT.operator("/operator/nodes/" + what, Map.of("node_ip", address));
  }

  private static Reply add(Map<String, String> more) {
    Map<String, String> form = new HashMap<>(more);
    form.put("passwd", RunningGateway.ENROLMENT_SECRET);
    return CLIENT.call("/add_node", form);
  }
}

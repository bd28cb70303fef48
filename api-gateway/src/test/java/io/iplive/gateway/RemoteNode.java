package io.iplive.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.iplive.gateway.GatewayClient.Reply;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A node that knows nothing but HTTP, behind a balancer that takes the replicas in turn. */
final class RemoteNode {

  final long id;
  final String token;
  private final List<GatewayClient> replicas;
  private int calls;
  private @Nullable String cursor;

  RemoteNode(String address, List<GatewayClient> replicas) {
    this.replicas = replicas;
    Reply added =
        next()
            .call(
                "/add_node", Map.of("node_ip", address, "passwd", RunningGateway.ENROLMENT_SECRET));
    assertThat(added.code()).as(added.msg()).isEqualTo(1000);
    id = added.info().get("node_id").asLong();
    token = added.info().get("token").asString();
  }

  private GatewayClient next() {
    return replicas.get(calls++ % replicas.size());
  }

  Map<String, String> bearer() {
    return Map.of("Authorization", "Bearer " + token);
  }

  Reply get(String query) {
    return next().get("/node/jobs" + query, bearer());
  }

  /** The jobs since the last poll. */
  List<JsonNode> poll(int wait) {
    String after = cursor == null ? "" : "&after=" + cursor;
    Reply reply = get("?wait=" + wait + after + "&now_ms=" + System.currentTimeMillis());
    assertThat(reply.code()).as(reply.msg()).isEqualTo(1000);
    cursor = reply.info().get("cursor").asString();
    List<JsonNode> jobs = new ArrayList<>();
    reply.info().get("jobs").forEach(jobs::add);
    return jobs;
  }

  Reply deal(long round, String data) {
    Map<String, String> form = new HashMap<>();
    form.put("token", token);
    form.put("timestamp", Long.toString(round));
    form.put("data", data);
    return next().call("/deal", form);
  }
}

package io.iplive.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.iplive.gateway.GatewayClient.Reply;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/** A panel that uses the task API. */
record TaskClient(GatewayClient gateway, String user, String password) {

  static TaskClient of(RunningGateway gateway, String user) {
    Reply reply = gateway.client.operator("/operator/accounts", Map.of("name", user));
    assertThat(reply.status()).as(reply.body().toString()).isEqualTo(200);
    return new TaskClient(gateway.client, user, reply.body().get("password").asString());
  }

  /** The parameters of a call. */
  Map<String, String> form(String action, String... more) {
    Map<String, String> form = new LinkedHashMap<>();
    form.put("user", user);
    form.put("password", password);
    form.put("action", action);
    for (int i = 0; i < more.length; i += 2) {
      form.put(more[i], more[i + 1]);
    }
    return form;
  }

  /** Calls by POST. */
  JsonNode call(String action, String... more) {
    Reply reply = gateway.call("/api/", form(action, more));
    assertThat(reply.status()).as(reply.body().toString()).isEqualTo(200);
    return reply.body();
  }

  /** Calls what has to succeed. */
  JsonNode ok(String action, String... more) {
    JsonNode body = call(action, more);
    assertThat(body.path("result").asString()).as(body.toString()).isEqualTo("ok");
    return body;
  }

  /** Codes of the errors of a call, as {@code param:code}. */
  List<String> errors(String action, String... more) {
    return errors(call(action, more));
  }

  static List<String> errors(JsonNode body) {
    assertThat(body.path("result").asString()).as(body.toString()).isEqualTo("error");
    return StreamSupport.stream(body.get("errors").spliterator(), false)
        .map(error -> error.get("code").asString())
        .toList();
  }

  /** A task as the seed's example makes it. */
  Map<String, String> seed(String... more) {
    Map<String, String> form =
        form(
            "task_add",
            "task",
            "1",
            "data",
            "monitorus.ru",
            "name",
            "Мой сайт",
            "period",
            "5",
            "period_error",
            "2",
            "num_error",
            "2",
            "send_if_ok",
            "1",
            "redirect",
            "1");
    for (int i = 0; i < more.length; i += 2) {
      form.put(more[i], more[i + 1]);
    }
    return form;
  }

  /** Adds a task and answers its id. */
  long add(String... more) {
    JsonNode body = gateway.call("/api/", seed(more)).body();
    assertThat(body.path("result").asString()).as(body.toString()).isEqualTo("ok");
    return body.get("id").asLong();
  }
}

package io.iplive.gateway.api.task;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.iplive.gateway.action.Answer;
import io.iplive.gateway.action.Fault;
import io.iplive.gateway.action.Result;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What the task API says, in one of its two formats (contracts/monitorus.md, "Exact answers"). */
enum TaskAnswers {
  JSON("application/json; charset=utf-8"),
  XML("application/xml; charset=utf-8");

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
          .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .changeDefaultPropertyInclusion(
              inclusion -> inclusion.withValueInclusion(JsonInclude.Include.ALWAYS))
          .build();

  private final String contentType;

  TaskAnswers(String contentType) {
    this.contentType = contentType;
  }

  ResponseEntity<byte[]> send(HttpStatus status, Result result, List<String> ignored) {
    return send(status, tree(result, ignored), new HttpHeaders());
  }

  ResponseEntity<byte[]> send(HttpStatus status, Fault fault, HttpHeaders headers) {
    return send(status, tree(Result.refused(fault), List.of()), headers);
  }

  private ResponseEntity<byte[]> send(HttpStatus status, ObjectNode tree, HttpHeaders headers) {
    String text =
        switch (this) {
          case JSON -> MAPPER.writeValueAsString(tree);
          case XML -> XmlTree.of(tree);
        };
    headers.set(HttpHeaders.CONTENT_TYPE, contentType);
    return ResponseEntity.status(status)
        .headers(headers)
        .body(text.getBytes(StandardCharsets.UTF_8));
  }

  /** An answer's tree; that of an element of a list of answers, too. */
  static ObjectNode tree(Result result, @Nullable List<String> ignored) {
    ObjectNode tree = MAPPER.createObjectNode();
    switch (result) {
      case Result.Done(Answer answer) -> {
        tree.put("result", "ok");
        tree.setAll((ObjectNode) MAPPER.valueToTree(answer));
        if (ignored != null && (answer.alwaysShowsIgnored() || !ignored.isEmpty())) {
          ArrayNode names = tree.putArray("ignored");
          ignored.forEach(names::add);
        }
      }
      case Result.Refused(List<Fault> faults) -> {
        tree.put("result", "error");
        tree.set("errors", MAPPER.valueToTree(faults));
      }
    }
    return tree;
  }
}

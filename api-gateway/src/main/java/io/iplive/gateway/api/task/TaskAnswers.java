package io.iplive.gateway.api.task;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.iplive.gateway.action.Answer;
import io.iplive.gateway.action.Each;
import io.iplive.gateway.action.Fault;
import io.iplive.gateway.action.Inline;
import io.iplive.gateway.action.Result;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.cfg.MapperConfig;
import tools.jackson.databind.introspect.AnnotatedMember;
import tools.jackson.databind.introspect.JacksonAnnotationIntrospector;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.util.NameTransformer;

/** What the task API says, in one of its two formats (contracts/monitorus.md, "Exact answers"). */
enum TaskAnswers {
  JSON("application/json; charset=utf-8"),
  XML("application/xml; charset=utf-8");

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
          .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
          .propertyNamingStrategy(new FieldNames())
          .annotationIntrospector(new Inlining())
          .addModule(new SimpleModule().addSerializer(Each.class, new EachAnswer()))
          .changeDefaultPropertyInclusion(
              inclusion -> inclusion.withValueInclusion(JsonInclude.Include.ALWAYS))
          .build();

  /** As the contract writes them: {@code last_check}, {@code uptime_24h}, {@code p95}. */
  private static final class FieldNames extends SnakeCaseStrategy {

    private static final long serialVersionUID = 1L;

    @Override
    protected String translate(String component) {
      String name = super.translate(component).replaceAll("([a-z]{2,})([0-9])", "$1_$2");
      return name.endsWith("_") ? name.substring(0, name.length() - 1) : name;
    }
  }

  private static final class Inlining extends JacksonAnnotationIntrospector {

    private static final long serialVersionUID = 1L;

    @Override
    public @Nullable NameTransformer findUnwrappingNameTransformer(
        MapperConfig<?> config, AnnotatedMember member) {
      return Inline.class.isAssignableFrom(member.getRawType())
          ? NameTransformer.NOP
          : super.findUnwrappingNameTransformer(config, member);
    }
  }

  private static final class EachAnswer extends ValueSerializer<Each> {

    @Override
    public void serialize(Each each, JsonGenerator json, SerializationContext context) {
      json.writeTree(tree(each.result(), each.ignored()));
    }
  }

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

  /** The tree of an answer, or of one of several answers in it. */
  private static ObjectNode tree(Result result, List<String> ignored) {
    ObjectNode tree = MAPPER.createObjectNode();
    switch (result) {
      case Result.Done(Answer answer) -> {
        tree.put("result", "ok");
        tree.setAll((ObjectNode) MAPPER.valueToTree(answer));
        if (answer.alwaysShowsIgnored() || !ignored.isEmpty()) {
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

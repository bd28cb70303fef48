package io.iplive.gateway.api.body;

import io.iplive.gateway.call.Params;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Reads a JSON object as a form: null is a blank, the array of a list is its elements joined as the
 * list is written. A name twice is a name sent twice.
 */
public final class JsonBody {

  private static final JsonFactory JSON = new JsonFactory();
  private static final Set<String> COLON_LISTS = Set.of("record_ids", "ips", "node_ips");
  private static final Set<String> COMMA_LISTS = Set.of("contacts", "http_code");

  /** Those whose value is JSON itself, whether sent as text or as it is. */
  private static final Set<String> JSON_VALUES = Set.of("data");

  /** A text that no list takes for an element. */
  private static final String NO_ELEMENT = "{}";

  private final Map<String, List<String>> values = new LinkedHashMap<>();
  private final Set<String> booleans = new HashSet<>();
  private final Set<String> structures = new HashSet<>();

  private JsonBody() {}

  /** Empty when the bytes are not one JSON object and nothing else. */
  public static Optional<Params> read(byte[] body) {
    return new JsonBody().object(body);
  }

  private Optional<Params> object(byte[] body) {
    try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), body)) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        return Optional.empty();
      }
      while (json.nextToken() == JsonToken.PROPERTY_NAME) {
        String name = json.currentName();
        json.nextToken();
        values.computeIfAbsent(name, _ -> new ArrayList<>()).add(value(json, name));
      }
      boolean whole = json.currentToken() == JsonToken.END_OBJECT && json.nextToken() == null;
      return whole ? Optional.of(new Params(values, booleans, structures)) : Optional.empty();
    } catch (JacksonException e) {
      return Optional.empty();
    }
  }

  private String value(JsonParser json, String name) {
    boolean array = json.currentToken() == JsonToken.START_ARRAY;
    if (array && JSON_VALUES.contains(name)) {
      return whole(json);
    }
    if (array && (COLON_LISTS.contains(name) || COMMA_LISTS.contains(name))) {
      return list(json, name);
    }
    if (array || json.currentToken() == JsonToken.START_OBJECT) {
      structures.add(name);
    }
    return one(json, name);
  }

  private static String whole(JsonParser json) {
    StringWriter text = new StringWriter();
    try (JsonGenerator copy = JSON.createGenerator(ObjectWriteContext.empty(), text)) {
      copy.copyCurrentStructure(json);
    }
    return text.toString();
  }

  private String one(JsonParser json, String name) {
    return switch (json.currentToken()) {
      case VALUE_NULL -> "";
      case VALUE_TRUE, VALUE_FALSE -> {
        booleans.add(name);
        yield json.getString();
      }
      case START_OBJECT, START_ARRAY -> {
        json.skipChildren();
        yield NO_ELEMENT;
      }
      default -> json.getString();
    };
  }

  private String list(JsonParser json, String name) {
    boolean commas = COMMA_LISTS.contains(name);
    List<String> elements = new ArrayList<>();
    while (json.nextToken() != JsonToken.END_ARRAY) {
      String element = one(json, name);
      boolean bare = !commas && element.indexOf(':') >= 0 && !element.startsWith("[");
      elements.add(bare ? "[" + element + "]" : element);
    }
    return String.join(commas ? "," : ":", elements);
  }
}

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
 * Reads a JSON object as a form: null is a blank, an array is its elements joined as the
 * parameter's list is written. A name twice is a name sent twice.
 */
public final class JsonBody {

  private static final JsonFactory JSON = new JsonFactory();
  private static final Set<String> COMMA_LISTS = Set.of("contacts", "http_code");

  /** Those whose value is JSON itself, whether sent as text or as it is. */
  private static final Set<String> JSON_VALUES = Set.of("data");

  private JsonBody() {}

  /** Empty when the bytes are not one JSON object and nothing else. */
  public static Optional<Params> read(byte[] body) {
    Map<String, List<String>> values = new LinkedHashMap<>();
    Set<String> booleans = new HashSet<>();
    try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), body)) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        return Optional.empty();
      }
      while (json.nextToken() == JsonToken.PROPERTY_NAME) {
        String name = json.currentName();
        json.nextToken();
        String value =
            switch (json.currentToken()) {
              case START_ARRAY ->
                  JSON_VALUES.contains(name) ? whole(json) : list(json, name, booleans);
              default -> one(json, name, booleans);
            };
        values.computeIfAbsent(name, _ -> new ArrayList<>()).add(value);
      }
      boolean whole = json.currentToken() == JsonToken.END_OBJECT && json.nextToken() == null;
      return whole ? Optional.of(new Params(values, booleans)) : Optional.empty();
    } catch (JacksonException e) {
      return Optional.empty();
    }
  }

  private static String whole(JsonParser json) {
    StringWriter text = new StringWriter();
    try (JsonGenerator copy = JSON.createGenerator(ObjectWriteContext.empty(), text)) {
      copy.copyCurrentStructure(json);
    }
    return text.toString();
  }

  private static String one(JsonParser json, String name, Set<String> booleans) {
    return switch (json.currentToken()) {
      case VALUE_NULL -> "";
      case VALUE_TRUE, VALUE_FALSE -> {
        booleans.add(name);
        yield json.getString();
      }
      case START_OBJECT, START_ARRAY -> {
        json.skipChildren();
        yield "{}"; // A text that no rule of ours takes for a value.
      }
      default -> json.getString();
    };
  }

  private static String list(JsonParser json, String name, Set<String> booleans) {
    boolean commas = COMMA_LISTS.contains(name);
    List<String> elements = new ArrayList<>();
    while (json.nextToken() != JsonToken.END_ARRAY) {
      String element = one(json, name, booleans);
      boolean bare = !commas && element.indexOf(':') >= 0 && !element.startsWith("[");
      elements.add(bare ? "[" + element + "]" : element);
    }
    return String.join(commas ? "," : ":", elements);
  }
}

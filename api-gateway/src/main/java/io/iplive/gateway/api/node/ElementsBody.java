package io.iplive.gateway.api.node;

import io.iplive.gateway.call.Rule;
import io.iplive.gateway.deal.Element;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonReadFeature;

/** Reads {@code data}: a JSON array of objects; quotes may be single, as the seed writes them. */
final class ElementsBody {

  private static final int MOST_ELEMENTS = 10_000;
  private static final String ALLOWED =
      "a JSON array of at most %d objects".formatted(MOST_ELEMENTS);
  private static final JsonFactory JSON =
      JsonFactory.builder().enable(JsonReadFeature.ALLOW_SINGLE_QUOTES).build();

  private ElementsBody() {}

  static Rule.Reading<List<Element>> read(String text) {
    return elements(text)
        .<Rule.Reading<List<Element>>>map(Rule.Reading.Good::new)
        .orElseGet(() -> new Rule.Reading.Bad<>("", ALLOWED));
  }

  private static Optional<List<Element>> elements(String text) {
    List<Element> elements = new ArrayList<>();
    try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), text)) {
      if (json.nextToken() != JsonToken.START_ARRAY) {
        return Optional.empty();
      }
      while (json.nextToken() != JsonToken.END_ARRAY) {
        Map<String, String> fields = new LinkedHashMap<>();
        if (json.currentToken() == JsonToken.START_OBJECT) {
          fields(json, "", fields);
        } else {
          json.skipChildren();
        }
        elements.add(new Element(fields));
      }
      boolean whole = elements.size() <= MOST_ELEMENTS && json.nextToken() == null;
      return whole ? Optional.of(elements) : Optional.empty();
    } catch (JacksonException e) {
      return Optional.empty();
    }
  }

  private static void fields(JsonParser json, String prefix, Map<String, String> fields) {
    while (json.nextToken() == JsonToken.PROPERTY_NAME) {
      String name = prefix + json.currentName();
      switch (json.nextToken()) {
        case START_OBJECT -> {
          if (prefix.isEmpty()) {
            fields(json, name + ".", fields);
          } else {
            json.skipChildren();
          }
        }
        case START_ARRAY -> {
          if (prefix.isEmpty()) {
            json.skipChildren();
            fields.put(name + Element.ARRAY, name);
          } else {
            fields.put(name, lines(json));
          }
        }
        case VALUE_NULL -> {}
        default -> fields.put(name, json.getString());
      }
    }
  }

  /** Texts of an array, a line each. */
  private static String lines(JsonParser json) {
    StringBuilder lines = new StringBuilder();
    while (json.nextToken() != JsonToken.END_ARRAY) {
      if (json.currentToken() == JsonToken.VALUE_STRING) {
        lines.append(json.getString().replace('\n', ' ')).append('\n');
      } else {
        json.skipChildren();
      }
    }
    return lines.toString();
  }
}

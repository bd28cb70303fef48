package io.iplive.gateway.api.body;

import io.iplive.gateway.action.CallParams;
import io.iplive.gateway.action.CallParams.Param;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Parameters written as JSON objects: null is a blank, an array is the elements of a list, true and
 * false are for flags. What holds more than that is its own JSON.
 */
public final class JsonObjects {

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .build();

  private static final int MOST_DIGITS = 100;

  private JsonObjects() {}

  /** The objects of an array. */
  public static Optional<List<CallParams>> array(String json) {
    try {
      JsonNode tree = JSON.readTree(json);
      if (!tree.isArray()) {
        return Optional.empty();
      }
      List<CallParams> all = new ArrayList<>();
      for (JsonNode element : tree) {
        if (!element.isObject()) {
          return Optional.empty();
        }
        all.add(params(element));
      }
      return Optional.of(List.copyOf(all));
    } catch (JacksonException e) {
      return Optional.empty();
    }
  }

  /** One object. */
  public static Optional<CallParams> object(String json) {
    try {
      JsonNode tree = JSON.readTree(json);
      return tree.isObject() ? Optional.of(params(tree)) : Optional.empty();
    } catch (JacksonException e) {
      return Optional.empty();
    }
  }

  private static CallParams params(JsonNode object) {
    Map<String, Param> params = new LinkedHashMap<>();
    object.properties().forEach(field -> params.put(field.getKey(), param(field.getValue())));
    return new CallParams("UTF-8", params);
  }

  private static Param param(JsonNode value) {
    boolean truth =
        value.isBoolean() || (flat(value) && value.valueStream().anyMatch(JsonNode::isBoolean));
    if (truth) {
      return new Param.Truth(text(value));
    }
    return flat(value) && value.size() > 1
        ? new Param.Many(value.valueStream().map(JsonObjects::text).toList())
        : new Param.One(text(value));
  }

  private static boolean flat(JsonNode value) {
    return value.isArray() && value.valueStream().noneMatch(JsonNode::isContainer);
  }

  private static String text(JsonNode value) {
    if (value.isNull()) {
      return "";
    }
    if (flat(value)) {
      return value.valueStream().map(JsonObjects::text).collect(Collectors.joining(","));
    }
    if (value.isNumber()) {
      return number(value.decimalValue());
    }
    return value.isString() ? value.stringValue() : value.toString();
  }

  /** Few characters of JSON may name a number of a billion digits: that one stays as it is. */
  private static String number(BigDecimal value) {
    return Math.abs((long) value.scale()) > MOST_DIGITS ? value.toString() : value.toPlainString();
  }
}

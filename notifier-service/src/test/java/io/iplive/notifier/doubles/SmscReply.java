package io.iplive.notifier.doubles;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** What smsc.ru answers, in each of its four forms. */
sealed interface SmscReply {

  /** A message was taken. */
  record Taken(int id, int parts, String cost, String balance) implements SmscReply {}

  /**
   * It was not.
   *
   * @param id of the message; 0: the error says nothing of one
   */
  record Fault(int code, String text, int id) implements SmscReply {}

  /** A bare value: a balance. */
  record Value(String name, String value) implements SmscReply {}

  /** A text as it is: states, which are asked for in one form only. */
  record Raw(String json) implements SmscReply {}

  default String form(String fmt) {
    return switch (this) {
      case Taken taken -> in(taken, fmt);
      case Fault fault -> in(fault, fmt);
      case Value(String name, String value) ->
          switch (fmt) {
            case "2" -> "<%1$s>%2$s</%1$s>".formatted(name, value);
            case "3" -> json(Map.of(name, quoted(value)));
            default -> value;
          };
      case Raw(String json) -> json;
    };
  }

  private static String json(Map<String, String> fields) {
    return fields.entrySet().stream()
        .map(field -> quoted(field.getKey()) + ":" + field.getValue())
        .collect(Collectors.joining(",", "{", "}"));
  }

  private static String quoted(String text) {
    return "\"" + text.replace("\"", "\\\"") + "\"";
  }

  private static String in(Taken taken, String fmt) {
    return switch (fmt) {
      case "1" -> "%d,%d,%s,%s".formatted(taken.id, taken.parts, taken.cost, taken.balance);
      case "2" ->
          "<result><id>%d</id><cnt>%d</cnt><cost>%s</cost><balance>%s</balance></result>"
              .formatted(taken.id, taken.parts, taken.cost, taken.balance);
      case "3" -> {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("id", Integer.toString(taken.id));
        fields.put("cnt", Integer.toString(taken.parts));
        fields.put("cost", quoted(taken.cost));
        fields.put("balance", quoted(taken.balance));
        yield json(fields);
      }
      default -> "OK - %d SMS, ID - %d".formatted(taken.parts, taken.id);
    };
  }

  private static String in(Fault fault, String fmt) {
    return switch (fmt) {
      case "1" -> "%d,-%d".formatted(fault.id, fault.code);
      case "2" ->
          "<result><error>%s</error><error_code>%d</error_code>%s</result>"
              .formatted(fault.text, fault.code, fault.id == 0 ? "" : "<id>" + fault.id + "</id>");
      case "3" -> {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("error", quoted(fault.text));
        fields.put("error_code", Integer.toString(fault.code));
        if (fault.id != 0) {
          fields.put("id", Integer.toString(fault.id));
        }
        yield json(fields);
      }
      default -> "ERROR = %d (%s)".formatted(fault.code, fault.text);
    };
  }
}

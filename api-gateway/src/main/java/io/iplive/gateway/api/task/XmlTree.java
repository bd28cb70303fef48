package io.iplive.gateway.api.task;

import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Writes an answer as XML: the fields as elements, a list's entries under the list's element. */
final class XmlTree {

  private static final String HEAD = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>";

  /** What an entry of a list is called, where that is not the list's name without its s. */
  private static final Map<String, String> ENTRIES =
      Map.ofEntries(
          Map.entry("log", "outage"),
          Map.entry("closed", "outage"),
          Map.entry("ignored", "param"),
          Map.entry("not_found", "id"),
          Map.entry("tasks_without_contact", "id"),
          Map.entry("groups_without_contact", "group"),
          Map.entry("sms", "message"),
          Map.entry("addresses", "address"));

  private final StringBuilder xml = new StringBuilder(HEAD);

  private XmlTree() {}

  static String of(JsonNode answer) {
    XmlTree tree = new XmlTree();
    tree.element("response", answer);
    return tree.xml.toString();
  }

  private void element(String name, JsonNode value) {
    boolean empty =
        value.isNull()
            || (value.isContainer() && value.isEmpty())
            || (value.isString() && value.stringValue().isEmpty());
    if (empty) {
      xml.append('<').append(name).append("/>");
      return;
    }
    xml.append('<').append(name).append('>');
    if (value.isObject()) {
      value.properties().forEach(field -> element(field.getKey(), field.getValue()));
    } else if (value.isArray()) {
      value.values().forEach(entry -> element(entryOf(name), entry));
    } else {
      text(value.asString());
    }
    xml.append("</").append(name).append('>');
  }

  private static String entryOf(String list) {
    String known = ENTRIES.get(list);
    if (known != null) {
      return known;
    }
    return list.endsWith("s") ? list.substring(0, list.length() - 1) : "entry";
  }

  private void text(String text) {
    text.codePoints()
        .forEach(point -> {
          switch (point) {
            case '&' -> xml.append("&amp;");
            case '<' -> xml.append("&lt;");
            case '>' -> xml.append("&gt;");
            case '\r' -> xml.append("&#13;");
            default -> xml.appendCodePoint(allowed(point) ? point : '\ufffd');
          }
        });
  }

  /** What XML 1.0 can say at all. */
  private static boolean allowed(int point) {
    return point == '\t'
        || point == '\n'
        || (point >= 0x20 && point <= 0xd7ff)
        || (point >= 0xe000 && point <= 0xfffd)
        || point >= 0x10000;
  }
}

package io.iplive.local.letters;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.iplive.local.letters.Letters.Listed;
import io.iplive.local.reading.RecordLines;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/** Dead letters as people and programs read them; a list never shows a value's bytes. */
public final class LetterText {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String CIPHERTEXT = "ciphertext";

  private LetterText() {}

  /** Two lines a letter. */
  public static String table(List<Listed> letters) {
    if (letters.isEmpty()) {
      return "There is no dead letter.";
    }
    StringBuilder text = new StringBuilder();
    for (Listed listed : letters) {
      Letter letter = listed.letter();
      text.append(
          "%s %d %d  %s  from %s  key %s  %d bytes  %s%n      %s%n"
              .formatted(
                  letter.at().topic(),
                  letter.at().partition(),
                  letter.at().offset(),
                  letter.time(),
                  letter.origin().map(LetterText::place).orElse("?"),
                  letter.key(),
                  letter.size(),
                  state(listed),
                  letter.error()));
    }
    return text.toString().stripTrailing();
  }

  private static String state(Listed listed) {
    int redrives = listed.letter().redrives();
    return listed.done().map(Deed::word).orElse("waits")
        + (redrives == 0 ? "" : ", re-driven %d times before".formatted(redrives));
  }

  private static String place(Place place) {
    return "%s %d %d".formatted(place.topic(), place.partition(), place.offset());
  }

  public static String json(List<Listed> letters) {
    ArrayNode all = JSON.createArrayNode();
    letters.forEach(listed -> all.add(object(listed)));
    return all.toString();
  }

  private static ObjectNode object(Listed listed) {
    Letter letter = listed.letter();
    ObjectNode node = put(JSON.createObjectNode(), letter.at());
    node.put("time", letter.time().toString());
    letter
        .origin()
        .ifPresentOrElse(
            origin -> put(node.putObject("origin"), origin), () -> node.putNull("origin"));
    node.put("key", letter.key());
    node.put("size", letter.size());
    node.put("error", letter.error());
    node.put("redrives", letter.redrives());
    node.put("state", listed.done().map(Deed::word).orElse("waits"));
    return node;
  }

  private static ObjectNode put(ObjectNode node, Place place) {
    return node.put("topic", place.topic())
        .put("partition", place.partition())
        .put("offset", place.offset());
  }

  /** One with its headers and its value, decoded where that is possible; no ciphertext. */
  public static String whole(Listed listed, RecordLines lines) {
    ObjectNode node = object(listed);
    ObjectNode headers = node.putObject("headers");
    for (Header header : listed.letter().record().headers()) {
      headers.put(header.key(), text(header.value()));
    }
    try {
      JsonNode line = JSON.readTree(lines.of(listed.letter().record()));
      String part = line.has("raw") ? "raw" : "value";
      node.set(part, withoutCiphertext(line.path(part)));
      return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(node);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static JsonNode withoutCiphertext(JsonNode node) {
    if (node instanceof ObjectNode object && object.has(CIPHERTEXT)) {
      object.put(CIPHERTEXT, "…");
    }
    node.forEach(LetterText::withoutCiphertext);
    return node;
  }

  private static @Nullable String text(byte @Nullable [] bytes) {
    return bytes == null ? null : new String(bytes, StandardCharsets.UTF_8);
  }

  /** What came of one. */
  public static String line(Letter letter, Result result) {
    String what =
        switch (result) {
          case Result.Done(Deed deed, Place origin) -> deed.word() + ": " + place(origin);
          case Result.DoneBefore(Deed deed, var at) ->
              "nothing to do: %s before, at %s".formatted(deed.word(), at);
          case Result.Refused(String sentence) -> "not done: " + sentence;
        };
    return "%s  %s".formatted(place(letter.at()), what);
  }
}

package io.iplive.gateway.api.body;

import io.iplive.gateway.call.Params;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads forms strictly: nothing undecodable is replaced. */
final class FormBody {

  private FormBody() {}

  /** The fields of multipart/form-data. */
  static Optional<Params> read(List<MultipartForm.Field> fields) {
    Map<String, List<String>> values = new LinkedHashMap<>();
    for (MultipartForm.Field field : fields) {
      Optional<String> value = utf8(field.octets().getBytes(StandardCharsets.ISO_8859_1));
      if (value.isEmpty()) {
        return Optional.empty();
      }
      values.computeIfAbsent(field.name(), _ -> new ArrayList<>()).add(value.get());
    }
    return Optional.of(new Params(values));
  }

  /** application/x-www-form-urlencoded. */
  static Optional<Params> read(byte[] body) {
    Map<String, List<String>> values = new LinkedHashMap<>();
    String text = new String(body, StandardCharsets.ISO_8859_1);
    for (String pair : text.split("&", -1)) {
      int equals = pair.indexOf('=');
      Optional<String> name = decoded(equals < 0 ? pair : pair.substring(0, equals));
      Optional<String> value = decoded(equals < 0 ? "" : pair.substring(equals + 1));
      if (name.isEmpty() || value.isEmpty()) {
        return Optional.empty();
      }
      if (!pair.isEmpty()) {
        values.computeIfAbsent(name.get(), _ -> new ArrayList<>()).add(value.get());
      }
    }
    return Optional.of(new Params(values));
  }

  private static Optional<String> decoded(String text) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(text.length());
    int at = 0;
    while (at < text.length()) {
      char unit = text.charAt(at);
      if (unit != '%') {
        bytes.write(unit == '+' ? ' ' : unit);
        at++;
        continue;
      }
      if (text.length() < at + 3 || !hex(text.charAt(at + 1)) || !hex(text.charAt(at + 2))) {
        return Optional.empty();
      }
      bytes.write(HexFormat.fromHexDigits(text, at + 1, at + 3));
      at += 3;
    }
    return utf8(bytes.toByteArray());
  }

  private static Optional<String> utf8(byte[] bytes) {
    try {
      ByteBuffer buffer = ByteBuffer.wrap(bytes);
      return Optional.of(StandardCharsets.UTF_8.newDecoder().decode(buffer).toString());
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
  }

  private static boolean hex(char digit) {
    return HexFormat.isHexDigit(digit);
  }
}

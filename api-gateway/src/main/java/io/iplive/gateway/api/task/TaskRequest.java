package io.iplive.gateway.api.task;

import io.iplive.gateway.action.CallParams;
import io.iplive.gateway.action.CallParams.Param;
import io.iplive.gateway.api.body.CallBody;
import io.iplive.gateway.api.body.MultipartForm;
import io.iplive.gateway.api.body.UnhandledException;
import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;

/**
 * What a call of the task API sent: query and form, the form's values over the query's, in UTF-8 or
 * windows-1251. The servlet's own reading is not used: it replaces what it cannot decode.
 *
 * @param queryPassword whether the password stands in the address
 */
record TaskRequest(CallParams params, boolean queryPassword) {

  /** Enough for 500 tasks in one call. */
  private static final int MOST_BYTES = 4 << 20;

  private static final Charset CYRILLIC = Charset.forName("windows-1251");
  private static final Pattern ELEMENT = Pattern.compile("(.+)\\[[0-9]*]");

  /** A parameter before it is known what charset it is in: its bytes, each as a character. */
  private record Raw(String name, String octets) {}

  /** What stands in the address, which is there also when the body cannot be read. */
  static CallParams query(HttpServletRequest request) {
    List<Raw> query = pairs(request.getQueryString());
    Charset charset = charset(request, query, List.of());
    return new CallParams(charset.name(), decoded(query, charset));
  }

  static TaskRequest read(HttpServletRequest request) throws IOException {
    List<Raw> query = pairs(request.getQueryString());
    List<Raw> body = MultipartForm.isSent(request) ? fields(request) : pairs(body(request));
    Charset charset = charset(request, query, body);
    Map<String, Param> params = new LinkedHashMap<>(decoded(query, charset));
    params.putAll(decoded(body, charset));
    boolean queryPassword = query.stream().anyMatch(raw -> raw.name().equals("password"));
    return new TaskRequest(new CallParams(charset.name(), params), queryPassword);
  }

  private static String body(HttpServletRequest request) throws IOException {
    if (request.getContentLengthLong() > MOST_BYTES) {
      throw CallBody.tooLarge(MOST_BYTES);
    }
    byte[] bytes = request.getInputStream().readNBytes(MOST_BYTES + 1);
    if (bytes.length > MOST_BYTES) {
      throw CallBody.tooLarge(MOST_BYTES);
    }
    if (bytes.length > 0 && !form(request)) {
      throw unsupported();
    }
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }

  private static List<Raw> fields(HttpServletRequest request) throws IOException {
    return MultipartForm.read(request, MOST_BYTES).orElseThrow(TaskRequest::unsupported).stream()
        .map(
            field -> new Raw(octets(field.name().getBytes(StandardCharsets.UTF_8)), field.octets()))
        .toList();
  }

  private static UnhandledException unsupported() {
    return new UnhandledException(
        HttpStatus.UNSUPPORTED_MEDIA_TYPE,
        "send application/x-www-form-urlencoded, or multipart/form-data without files",
        null);
  }

  private static boolean form(HttpServletRequest request) {
    String type = request.getContentType();
    return type == null
        || type.toLowerCase(Locale.ROOT).startsWith(MediaType.APPLICATION_FORM_URLENCODED_VALUE);
  }

  private static Charset charset(HttpServletRequest request, List<Raw> query, List<Raw> body) {
    String wanted =
        List.of(body, query).stream()
            .flatMap(List::stream)
            .filter(raw -> raw.name().equals("charset"))
            .findFirst()
            .map(Raw::octets)
            .orElseGet(() -> headerCharset(request));
    boolean cyrillic = wanted.strip().toLowerCase(Locale.ROOT).matches("windows-1251|cp1251");
    return cyrillic ? CYRILLIC : StandardCharsets.UTF_8;
  }

  private static String headerCharset(HttpServletRequest request) {
    String type = request.getContentType();
    try {
      Charset charset = type == null ? null : MediaType.parseMediaType(type).getCharset();
      return charset == null ? "" : charset.name();
    } catch (InvalidMediaTypeException e) {
      return "";
    }
  }

  private static Map<String, Param> decoded(List<Raw> pairs, Charset charset) {
    Map<String, List<Param>> values = new LinkedHashMap<>();
    Map<String, List<Param>> elements = new LinkedHashMap<>();
    for (Raw raw : pairs) {
      if (!(text(raw.name(), charset) instanceof Param.One(String sent))) {
        values.put(new String(bytes(raw.name()), charset), List.of(new Param.Garbled()));
        continue;
      }
      var element = ELEMENT.matcher(sent);
      Map<String, List<Param>> kind = element.matches() ? elements : values;
      String name = element.matches() ? element.group(1) : sent;
      kind.computeIfAbsent(name, _ -> new ArrayList<>()).add(text(raw.octets(), charset));
    }
    Map<String, Param> params = new LinkedHashMap<>();
    values.forEach((name, all) ->
        params.put(
            name,
            all.size() > 1 || elements.containsKey(name) ? new Param.Repeated() : all.getFirst()));
    elements.forEach((name, all) -> params.putIfAbsent(name, joined(all)));
    return params;
  }

  private static Param joined(List<Param> elements) {
    if (elements.size() == 1) {
      return elements.getFirst();
    }
    List<String> texts = new ArrayList<>();
    for (Param element : elements) {
      if (!(element instanceof Param.One(String text))) {
        return element;
      }
      texts.add(text);
    }
    return new Param.Many(texts);
  }

  private static Param text(String octets, Charset charset) {
    try {
      ByteBuffer buffer = ByteBuffer.wrap(bytes(octets));
      return new Param.One(charset.newDecoder().decode(buffer).toString());
    } catch (CharacterCodingException e) {
      return new Param.Garbled();
    }
  }

  private static byte[] bytes(String octets) {
    return octets.getBytes(StandardCharsets.ISO_8859_1);
  }

  private static String octets(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }

  private static List<Raw> pairs(@Nullable String encoded) {
    List<Raw> pairs = new ArrayList<>();
    if (encoded == null) {
      return pairs;
    }
    for (String pair : encoded.split("&", -1)) {
      if (!pair.isEmpty()) {
        int equals = pair.indexOf('=');
        byte[] name = unescaped(equals < 0 ? pair : pair.substring(0, equals));
        byte[] value = unescaped(equals < 0 ? "" : pair.substring(equals + 1));
        pairs.add(new Raw(octets(name), octets(value)));
      }
    }
    return pairs;
  }

  /** A percent sign that escapes nothing stands for itself, as PHP reads it. */
  private static byte[] unescaped(String text) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(text.length());
    for (int at = 0; at < text.length(); at++) {
      char unit = text.charAt(at);
      boolean escape =
          unit == '%'
              && at + 2 < text.length()
              && HexFormat.isHexDigit(text.charAt(at + 1))
              && HexFormat.isHexDigit(text.charAt(at + 2));
      if (escape) {
        bytes.write(HexFormat.fromHexDigits(text, at + 1, at + 3));
        at += 2;
      } else {
        bytes.write(unit == '+' ? ' ' : unit);
      }
    }
    return bytes.toByteArray();
  }
}

package io.iplive.gateway.api.body;

import io.iplive.gateway.call.Params;
import io.iplive.gateway.call.Refusal;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.springframework.http.HttpStatus;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;

/**
 * The parameters of a call, from its body alone: what stands in an address ends up in logs. The
 * servlet's own reading is not used, it knows neither our limit nor our answers.
 */
public final class CallBody {

  static final int MOST_BYTES = 1 << 20;

  private CallBody() {}

  /** The parameters, or why there are none. */
  public static Params read(HttpServletRequest request) throws IOException {
    if (MultipartForm.isSent(request)) {
      return MultipartForm.read(request, MOST_BYTES)
          .flatMap(FormBody::read)
          .orElseThrow(() -> unusable("a form of fields in UTF-8, without files"));
    }
    MediaType type = type(request);
    byte[] body = bytes(request);
    if (type.equalsTypeAndSubtype(MediaType.APPLICATION_JSON)) {
      return JsonBody.read(body).orElseThrow(() -> unusable("a JSON object"));
    }
    return FormBody.read(body).orElseThrow(() -> unusable("a form in percent-encoded UTF-8"));
  }

  /** The body as it is, up to the limit. */
  public static byte[] bytes(HttpServletRequest request) throws IOException {
    if (request.getContentLengthLong() > MOST_BYTES) {
      throw tooLarge(MOST_BYTES);
    }
    byte[] body = request.getInputStream().readNBytes(MOST_BYTES + 1);
    if (body.length > MOST_BYTES) {
      throw tooLarge(MOST_BYTES);
    }
    return body;
  }

  private static MediaType type(HttpServletRequest request) {
    String header = request.getContentType();
    if (header == null || header.isBlank()) {
      return MediaType.APPLICATION_FORM_URLENCODED;
    }
    try {
      MediaType type = MediaType.parseMediaType(header.toLowerCase(Locale.ROOT));
      boolean known =
          type.equalsTypeAndSubtype(MediaType.APPLICATION_JSON)
              || type.equalsTypeAndSubtype(MediaType.APPLICATION_FORM_URLENCODED);
      boolean utf8 = type.getCharset() == null || StandardCharsets.UTF_8.equals(type.getCharset());
      if (known && utf8) {
        return type;
      }
    } catch (InvalidMediaTypeException e) {
      throw unsupported();
    }
    throw unsupported();
  }

  private static UnhandledException unsupported() {
    return new UnhandledException(
        HttpStatus.UNSUPPORTED_MEDIA_TYPE,
        "send application/x-www-form-urlencoded, multipart/form-data or application/json, in UTF-8",
        null);
  }

  /** A body beyond the limit. */
  public static UnhandledException tooLarge(int mostBytes) {
    return new UnhandledException(
        HttpStatus.CONTENT_TOO_LARGE,
        "the body is larger than %d bytes".formatted(mostBytes),
        null);
  }

  private static RefusedException unusable(String allowed) {
    return new RefusedException(new Refusal.ParamError("body", "", allowed));
  }
}

package io.iplive.gateway.api.body;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.Part;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.http.MediaType;

/**
 * A form as multipart/form-data: what PHP's curl sends when {@code CURLOPT_POSTFIELDS} is an array.
 */
public final class MultipartForm {

  private MultipartForm() {}

  /**
   * A field before it is known what charset it is in.
   *
   * @param octets its bytes, each as a character
   */
  public record Field(String name, String octets) {

    /** Values may be secret. */
    @Override
    public String toString() {
      return name;
    }
  }

  /** Whether the body says that it is one. */
  public static boolean isSent(HttpServletRequest request) {
    String type = request.getContentType();
    return type != null
        && type.toLowerCase(Locale.ROOT).startsWith(MediaType.MULTIPART_FORM_DATA_VALUE);
  }

  /**
   * The fields in the order sent; empty when the body is none or carries a file.
   *
   * @throws UnhandledException when it is larger than that
   */
  public static Optional<List<Field>> read(HttpServletRequest request, int mostBytes)
      throws IOException {
    if (request.getContentLengthLong() > mostBytes) {
      throw CallBody.tooLarge(mostBytes);
    }
    List<Field> fields = new ArrayList<>();
    int left = mostBytes;
    try {
      for (Part part : request.getParts()) {
        if (part.getSubmittedFileName() != null) {
          return Optional.empty();
        }
        try (InputStream value = part.getInputStream()) {
          byte[] bytes = value.readNBytes(left + 1);
          left -= bytes.length;
          if (left < 0) {
            throw CallBody.tooLarge(mostBytes);
          }
          fields.add(new Field(part.getName(), new String(bytes, StandardCharsets.ISO_8859_1)));
        }
      }
    } catch (IllegalStateException e) {
      throw CallBody.tooLarge(mostBytes);
    } catch (ServletException e) {
      return Optional.empty();
    }
    return Optional.of(fields);
  }
}

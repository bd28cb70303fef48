package io.iplive.notifier.call;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One HTTP call, ready to be sent.
 *
 * @param body of a POST; null: a GET
 */
public record Call(URI address, @Nullable Body body, Map<String, String> headers) {

  public Call {
    headers = Map.copyOf(headers);
  }

  /** The body of a POST, in UTF-8. */
  public record Body(Type type, String text) {}

  /** How a body is encoded. */
  public enum Type {
    FORM,
    JSON
  }

  static Call get(URI address, Map<String, String> headers) {
    return new Call(address, null, headers);
  }

  static Call post(URI address, Type type, String body, Map<String, String> headers) {
    return new Call(address, new Body(type, body), headers);
  }

  /** The same call with one header more. */
  public Call with(String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(name, value);
    return new Call(address, body, more);
  }
}

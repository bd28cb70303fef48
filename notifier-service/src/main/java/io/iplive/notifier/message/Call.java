package io.iplive.notifier.message;

import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One HTTP call, ready to be sent.
 *
 * @param form the form-encoded body of a POST; null: a GET
 */
public record Call(URI address, @Nullable String form, Map<String, String> headers) {

  public Call {
    headers = Map.copyOf(headers);
  }
}

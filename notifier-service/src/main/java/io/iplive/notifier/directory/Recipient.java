package io.iplive.notifier.directory;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Who is called: an app's callback address or a contact. */
public sealed interface Recipient permits App, Contact {

  /** Where it is called; null: nowhere. */
  @Nullable String address();

  /** Signing secrets, newest first; two while rotated. */
  List<SealedSecret> secrets();

  /** The receiver that an address belongs to: calls to one receiver wait only for each other. */
  static String host(@Nullable String address) {
    if (address == null) {
      return "";
    }
    try {
      URI uri = new URI(address);
      return uri.getRawAuthority() == null
          ? ""
          : uri.getRawAuthority().toLowerCase(Locale.ROOT) + ":" + uri.getScheme();
    } catch (URISyntaxException e) {
      return "";
    }
  }
}

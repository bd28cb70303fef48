package io.iplive.sla.page;

/** Text of a page, escaped where it comes from elsewhere. */
final class Markup {

  private final StringBuilder text = new StringBuilder(64 * 1024);

  /** Our own tags, as they are. */
  Markup raw(String html) {
    text.append(html);
    return this;
  }

  /** Our own tags around values, which are escaped. */
  Markup put(String html, Object... values) {
    Object[] escaped = new Object[values.length];
    for (int i = 0; i < values.length; i++) {
      escaped[i] = escaped(String.valueOf(values[i]));
    }
    text.append(html.formatted(escaped));
    return this;
  }

  static String escaped(String value) {
    StringBuilder safe = new StringBuilder(value.length());
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      switch (c) {
        case '&' -> safe.append("&amp;");
        case '<' -> safe.append("&lt;");
        case '>' -> safe.append("&gt;");
        case '"' -> safe.append("&quot;");
        case '\'' -> safe.append("&#39;");
        default -> safe.append(c);
      }
    }
    return safe.toString();
  }

  @Override
  public String toString() {
    return text.toString();
  }
}

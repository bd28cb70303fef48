package io.iplive.notifier.text;

/** The HTML part of a mail. */
final class Html {

  private Html() {}

  /** A page that says what the text says. */
  static String page(String subject, String text) {
    String title = escaped(subject);
    String lines = escaped(text.strip()).replace("\n", "<br>\n");
    return """
    <!DOCTYPE html>
    <html><head><meta charset="utf-8"><title>%s</title></head>
    <body style="margin:0;padding:24px;background:#f4f5f7;font:15px/1.5 sans-serif;color:#1c2733">
    <div style="max-width:560px;margin:0 auto;padding:24px;background:#fff;border-radius:6px">
    <h1 style="margin:0 0 16px;font-size:18px">%s</h1>
    <p style="margin:0">%s</p>
    </div></body></html>
    """
        .formatted(title, title, lines);
  }

  static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }
}

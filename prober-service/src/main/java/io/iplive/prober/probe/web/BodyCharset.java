package io.iplive.prober.probe.web;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** In which charset a body is written: its mark, its header or its own words say so. */
public final class BodyCharset {

  /** How much of a body is looked at. */
  static final int LOOKED_AT = 1_024;

  private static final Pattern IN_HEADER =
      Pattern.compile("charset\\s*=\\s*[\"']?([A-Za-z0-9_.:+-]+)", Pattern.CASE_INSENSITIVE);
  private static final Pattern IN_META =
      Pattern.compile(
          "<meta[^>]{0,512}?charset\\s*=\\s*[\"']?([A-Za-z0-9_.:+-]+)", Pattern.CASE_INSENSITIVE);
  private static final Pattern IN_XML =
      Pattern.compile("^\\s*<\\?xml[^>]{0,256}?encoding\\s*=\\s*[\"']([A-Za-z0-9_.:+-]+)");

  private BodyCharset() {}

  /** The start of a body as text, without its mark. */
  public static String text(@Nullable String contentType, byte[] start) {
    String text = new String(start, of(contentType, Arrays.copyOf(start, LOOKED_AT)));
    return text.startsWith("\ufeff") ? text.substring(1) : text;
  }

  /** The charset of a body that begins so. */
  static Charset of(@Nullable String contentType, byte[] start) {
    Charset marked = marked(start);
    if (marked != null) {
      return marked;
    }
    Charset told = contentType == null ? null : named(IN_HEADER.matcher(contentType));
    if (told != null) {
      return told;
    }
    String text = new String(start, StandardCharsets.ISO_8859_1);
    Charset own = named(IN_META.matcher(text));
    Charset xml = own == null ? named(IN_XML.matcher(text)) : own;
    return xml == null ? StandardCharsets.UTF_8 : xml;
  }

  private static @Nullable Charset marked(byte[] start) {
    int first = start.length > 0 ? start[0] & 0xff : -1;
    int second = start.length > 1 ? start[1] & 0xff : -1;
    int third = start.length > 2 ? start[2] & 0xff : -1;
    if (first == 0xef && second == 0xbb && third == 0xbf) {
      return StandardCharsets.UTF_8;
    }
    if (first == 0xfe && second == 0xff) {
      return StandardCharsets.UTF_16BE;
    }
    return first == 0xff && second == 0xfe ? StandardCharsets.UTF_16LE : null;
  }

  private static @Nullable Charset named(Matcher found) {
    if (!found.find()) {
      return null;
    }
    // As browsers read the labels: each newer charset holds the older one.
    String name =
        switch (found.group(1).toLowerCase(Locale.ROOT)) {
          case "gb2312", "gbk", "gb_2312-80", "x-gbk", "chinese" -> "GB18030";
          case "iso-8859-1", "latin1", "ascii", "us-ascii" -> "windows-1252";
          case "cp1251", "win-1251" -> "windows-1251";
          case "utf8" -> "UTF-8";
          default -> found.group(1);
        };
    try {
      Charset charset = Charset.isSupported(name) ? Charset.forName(name) : null;
      return charset != null && charset.canEncode() ? charset : null;
    } catch (IllegalArgumentException e) {
      return null;
    }
  }
}

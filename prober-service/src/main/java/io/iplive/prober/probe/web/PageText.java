package io.iplive.prober.probe.web;

import io.iplive.prober.probe.Fault;
import io.iplive.prober.probe.check.Keywords;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Looks for a check's keywords in a page as it comes. Keeps no more of it than a keyword's length.
 */
public final class PageText implements Bytes {

  private static final int CHARS = 4 << 10;

  private final Keywords keywords;
  private final @Nullable String contentType;
  private final int overlap;
  private final StringBuilder window = new StringBuilder();
  private final CharBuffer decoded = CharBuffer.allocate(CHARS);
  private byte[] pending = new byte[0];
  private @Nullable CharsetDecoder decoder;
  private boolean presentSeen;
  private boolean absentSeen;

  private PageText(Keywords keywords, @Nullable String contentType) {
    this.keywords = keywords;
    this.contentType = contentType;
    this.overlap = Math.max(length(keywords.present()), length(keywords.absent()));
    this.presentSeen = keywords.present() == null;
  }

  /**
   * A reader of the body that follows such headers. Its end throws when a keyword is missing or is
   * there and must not be.
   */
  public static Bytes reader(
      Keywords keywords,
      @Nullable String contentType,
      @Nullable String contentEncoding,
      long maxBytes)
      throws UnreadableBody {
    return Inflation.of(contentEncoding, maxBytes, new PageText(keywords, contentType));
  }

  private static int length(@Nullable String keyword) {
    return keyword == null ? 0 : keyword.length();
  }

  @Override
  public void take(ByteBuffer piece) {
    int before = pending.length;
    pending = Arrays.copyOf(pending, before + piece.remaining());
    piece.get(pending, before, pending.length - before);
    if (decoder != null || pending.length >= BodyCharset.LOOKED_AT) {
      decode(false);
    }
  }

  private void decode(boolean last) {
    CharsetDecoder current = decoder;
    if (current == null) {
      current =
          BodyCharset.of(contentType, Arrays.copyOf(pending, BodyCharset.LOOKED_AT))
              .newDecoder()
              .onMalformedInput(CodingErrorAction.REPLACE)
              .onUnmappableCharacter(CodingErrorAction.REPLACE);
      decoder = current;
    }
    ByteBuffer in = ByteBuffer.wrap(pending);
    while (current.decode(in, decoded, last).isOverflow()) {
      search();
    }
    search();
    if (last) {
      var _ = current.flush(decoded);
      search();
    }
    pending = Arrays.copyOfRange(pending, in.position(), pending.length);
  }

  private void search() {
    window.append(decoded.flip());
    decoded.clear();
    presentSeen = presentSeen || holds(keywords.present());
    absentSeen = absentSeen || holds(keywords.absent());
    if (window.length() > overlap) {
      window.delete(0, window.length() - overlap);
    }
  }

  private boolean holds(@Nullable String keyword) {
    return keyword != null && window.indexOf(keyword) >= 0;
  }

  @Override
  public void end() throws UnreadableBody {
    decode(true);
    if (!presentSeen) {
      throw new UnreadableBody(Fault.KEYWORD_MISSING, "The page does not hold the keyword");
    }
    if (absentSeen) {
      throw new UnreadableBody(
          Fault.KEYWORD_PRESENT, "The page holds the keyword that must not be there");
    }
  }
}

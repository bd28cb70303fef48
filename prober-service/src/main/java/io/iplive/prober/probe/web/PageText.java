package io.iplive.prober.probe.web;

import io.iplive.prober.probe.Fault;
import io.iplive.prober.probe.check.Keywords;
import io.iplive.prober.probe.demand.Content;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * Looks for a check's keywords in a page as it comes. Keeps no more of it than a keyword's length
 * and an excerpt, unless the check is about the page as a whole.
 */
public final class PageText implements Bytes {

  private static final int CHARS = 4 << 10;
  private static final int EXCERPT = 2 << 10;

  private final Keywords keywords;
  private final Content content;
  private final @Nullable String contentType;
  private final int overlap;
  private final StringBuilder window = new StringBuilder();
  private final StringBuilder start = new StringBuilder();
  private final @Nullable StringBuilder whole;
  private final @Nullable MessageDigest digest;
  private final CharBuffer decoded = CharBuffer.allocate(CHARS);
  private byte[] pending = new byte[0];
  private @Nullable CharsetDecoder decoder;
  private boolean presentSeen;
  private boolean absentSeen;

  /** Of a page that such a header describes. */
  public PageText(Keywords keywords, Content content, @Nullable String contentType) {
    this.keywords = keywords;
    this.content = content;
    this.contentType = contentType;
    this.overlap = Math.max(length(keywords.present()), length(keywords.absent()));
    this.presentSeen = keywords.present() == null;
    this.whole = content.ofText() ? new StringBuilder() : null;
    this.digest = content.sha256() == null ? null : sha256();
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JDK has SHA-256", e);
    }
  }

  private static int length(@Nullable String keyword) {
    return keyword == null ? 0 : keyword.length();
  }

  @Override
  public void take(ByteBuffer piece) {
    if (digest != null) {
      digest.update(piece.duplicate());
    }
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
    decoded.flip();
    if (start.length() < EXCERPT) {
      start.append(decoded, 0, Math.min(decoded.remaining(), EXCERPT - start.length()));
    }
    if (whole != null) {
      whole.append(decoded);
    }
    window.append(decoded);
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
    if (digest != null) {
      String found = HexFormat.of().formatHex(digest.digest());
      if (!found.equals(content.sha256())) {
        throw new UnreadableBody(
            Fault.CONTENT_CHANGED, "The page has changed, its SHA-256 is %s".formatted(found));
      }
    }
  }

  /** The page's first 2 KiB, as far as it has come. */
  public String excerpt() {
    return start.toString();
  }

  /** The whole of it, where the check is about that. */
  public CharSequence whole() {
    return whole == null ? "" : whole;
  }
}

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
 * Looks for a check's keywords in a page as it comes. Keeps no more of it than an excerpt, unless
 * the check is about the page as a whole.
 */
public final class PageText implements Bytes {

  private static final int CHARS = 4 << 10;
  private static final int EXCERPT = 2 << 10;
  private static final char BYTE_ORDER_MARK = '\ufeff';

  private final Content content;
  private final @Nullable String contentType;
  private final PageMemory memory;
  private final @Nullable TextSearch present;
  private final @Nullable TextSearch absent;
  private final StringBuilder start = new StringBuilder();
  private final @Nullable StringBuilder whole;
  private final @Nullable MessageDigest digest;
  private final CharBuffer decoded = CharBuffer.allocate(CHARS);
  private byte[] pending = new byte[0];
  private @Nullable CharsetDecoder decoder;
  private boolean begun;
  private long kept;

  /**
   * Of a page that such a header describes.
   *
   * @param memory where the whole of it is kept, if it is
   */
  public PageText(
      Keywords keywords, Content content, @Nullable String contentType, PageMemory memory) {
    this.content = content;
    this.contentType = contentType;
    this.memory = memory;
    this.present = search(keywords.present());
    this.absent = search(keywords.absent());
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

  private static @Nullable TextSearch search(@Nullable String keyword) {
    return keyword == null ? null : new TextSearch(keyword);
  }

  @Override
  public void take(ByteBuffer piece) throws UnreadableBody {
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

  private void decode(boolean last) throws UnreadableBody {
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

  private void search() throws UnreadableBody {
    decoded.flip();
    if (!begun && decoded.hasRemaining()) {
      begun = true;
      if (decoded.get(0) == BYTE_ORDER_MARK) {
        decoded.get();
      }
    }
    if (start.length() < EXCERPT) {
      start.append(decoded, 0, Math.min(decoded.remaining(), EXCERPT - start.length()));
    }
    if (whole != null) {
      keep(whole);
    }
    if (present != null) {
      present.take(decoded);
    }
    if (absent != null) {
      absent.take(decoded);
    }
    decoded.clear();
  }

  private void keep(StringBuilder text) throws UnreadableBody {
    long bytes = (long) Character.BYTES * decoded.remaining();
    if (!memory.take(bytes)) {
      throw new UnreadableBody(Fault.NODE_FAULT, "The node has no memory left for the page");
    }
    kept += bytes;
    text.append(decoded);
  }

  @Override
  public void end() throws UnreadableBody {
    decode(true);
    if (present != null && !present.found()) {
      throw new UnreadableBody(Fault.KEYWORD_MISSING, "The page does not hold the keyword");
    }
    if (absent != null && absent.found()) {
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

  @Override
  public void release() {
    memory.giveBack(kept);
    kept = 0;
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

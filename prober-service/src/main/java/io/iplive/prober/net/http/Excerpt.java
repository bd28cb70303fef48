package io.iplive.prober.net.http;

import io.iplive.prober.net.attempt.AttemptRun;
import io.iplive.prober.probe.web.BodyCharset;
import io.iplive.prober.probe.web.Bytes;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponse;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Keeps the start of a body whose answer is wrong already, for people. */
final class Excerpt implements Bytes {

  private static final int LENGTH = 2 << 10;
  private static final int LONGEST_HEAD = 4 << 10;

  private final AttemptRun run;
  private final String head;
  private final @Nullable String contentType;
  private byte[] start = new byte[0];

  Excerpt(AttemptRun run, HttpResponse answer) {
    this.run = run;
    this.head = text(answer);
    this.contentType = answer.headers().get(HttpHeaderNames.CONTENT_TYPE);
    run.saw(head, null);
  }

  /** Status line and headers. */
  static String text(HttpResponse answer) {
    String lines =
        answer.headers().entries().stream()
            .map(header -> header.getKey() + ": " + header.getValue())
            .collect(Collectors.joining("\n"));
    String text =
        "%s %d %s%n%s"
            .formatted(
                answer.protocolVersion(),
                answer.status().code(),
                answer.status().reasonPhrase(),
                lines);
    return text.length() <= LONGEST_HEAD ? text : text.substring(0, LONGEST_HEAD);
  }

  @Override
  public void take(ByteBuffer piece) {
    int more = Math.min(piece.remaining(), LENGTH - start.length);
    if (more > 0) {
      int before = start.length;
      start = Arrays.copyOf(start, before + more);
      piece.get(start, before, more);
      run.saw(head, BodyCharset.text(contentType, start));
    }
  }

  @Override
  public void end() {
    // Kept as it came.
  }
}

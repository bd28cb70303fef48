package io.iplive.prober.net.type;

import io.iplive.prober.net.line.Script;
import io.iplive.prober.net.line.Talk;

/**
 * {@code ssh}: the server's identification (RFC 4253, 4.2). Other lines may stand before it; none
 * of ours follows.
 */
public final class SshProbe implements Script {

  private static final int MOST_OTHER_LINES = 50;

  private int others;

  @Override
  public void heard(Talk talk, String line) {
    if (line.startsWith("SSH-2.0-") || line.startsWith("SSH-1.99-")) {
      if (talk.greeted(line)) {
        talk.end();
      }
    } else if (line.startsWith("SSH-") || ++others > MOST_OTHER_LINES) {
      talk.mismatch("SSH 2", line);
    }
  }
}

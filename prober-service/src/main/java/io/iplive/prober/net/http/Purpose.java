package io.iplive.prober.net.http;

import io.iplive.prober.net.attempt.AttemptRun;
import io.iplive.prober.probe.web.Bytes;
import io.iplive.prober.probe.web.UnreadableBody;
import io.netty.handler.codec.http.HttpResponse;
import org.jspecify.annotations.Nullable;

/** What a visit is for. */
public interface Purpose {

  /** A complete answer with a right status code is all that is wanted. */
  Purpose AN_ANSWER =
      new Purpose() {
        @Override
        public @Nullable Bytes reader(HttpResponse head) {
          return null;
        }

        @Override
        public void complete(AttemptRun run) {
          run.complete();
        }
      };

  /** Who reads the last answer's body; null: nobody. */
  @Nullable Bytes reader(HttpResponse head) throws UnreadableBody;

  /** The last answer is complete: ends the run, at once or when what it takes is done. */
  void complete(AttemptRun run);

  /** What has been read of the last answer's body, for people; null: nothing. */
  default @Nullable String excerpt() {
    return null;
  }
}

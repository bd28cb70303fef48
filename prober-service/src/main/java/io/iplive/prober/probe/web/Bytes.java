package io.iplive.prober.probe.web;

import java.nio.ByteBuffer;

/** Takes a body piece by piece. */
public interface Bytes {

  /** A piece; it is the taker's only during the call. */
  void take(ByteBuffer piece) throws UnreadableBody;

  /** There is no more. */
  void end() throws UnreadableBody;

  /** Gives back what it holds; called once, after the end or in place of it. */
  default void release() {}
}

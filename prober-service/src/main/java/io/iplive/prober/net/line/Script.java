package io.iplive.prober.net.line;

/** One protocol's side of a talk; made anew for each attempt. */
public interface Script {

  /** The server said a line; its end is cut off. */
  void heard(Talk talk, String line);
}

package io.iplive.acceptance.receiver;

import java.io.IOException;
import java.util.List;

/** The far end of a panel's and its contacts' calls. */
public interface Receiver {

  /** Every call so far, in the order of their arrival. */
  List<Call> calls() throws IOException;
}

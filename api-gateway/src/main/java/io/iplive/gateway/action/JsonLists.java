package io.iplive.gateway.action;

import java.util.List;
import java.util.Optional;

/** Reads a JSON array of objects, each as the parameters of a call. */
@FunctionalInterface
public interface JsonLists {

  /** Empty when the text is not such an array. */
  Optional<List<CallParams>> read(String json);
}

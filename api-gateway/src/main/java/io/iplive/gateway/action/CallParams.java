package io.iplive.gateway.action;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of one call in the order sent.
 *
 * @param charset what they were decoded from, for messages
 */
public record CallParams(String charset, Map<String, Param> params) {

  public CallParams {
    params = Collections.unmodifiableMap(new LinkedHashMap<>(params));
  }

  /** What was sent of a name. */
  public sealed interface Param {

    /** A value. */
    record One(String text) implements Param {

      /** Values may be secret. */
      @Override
      public String toString() {
        return "One";
      }
    }

    /** JSON's true or false, alone or in an array. */
    record Truth(String text) implements Param {}

    /** More than one value. */
    record Repeated() implements Param {}

    /** The elements of a list that was not written as one text: two or more. */
    record Many(List<String> elements) implements Param {

      public Many {
        elements = List.copyOf(elements);
      }

      /** Values may be secret. */
      @Override
      public String toString() {
        return "Many";
      }
    }

    /** Bytes that are no text of the charset. */
    record Garbled() implements Param {}
  }

  /** The value; null when there is none that can be used. */
  public @Nullable String text(String name) {
    return params.get(name) instanceof Param.One(String text) ? text : null;
  }
}

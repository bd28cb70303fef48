package io.iplive.acceptance.conformance;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A row: what a contract promises, shown by calls and their answers. */
record Row(String name, List<Step> steps) {

  /**
   * A call and its answer.
   *
   * @param until whether it is repeated until the answer is right
   * @param times how often it is made, each with the same answer
   */
  record Step(
      String at, Request request, boolean until, int times, int status, List<Expected> expected) {}

  /**
   * A call, its words not filled in.
   *
   * @param form pairs of the body, or of a GET's address, percent-encoded as they are sent
   * @param query what stands in the address; null: nothing
   * @param json a body that is no form; null: there is none
   * @param from the loopback address that it comes from; null: any
   */
  record Request(
      String method,
      String path,
      List<String> form,
      @Nullable String query,
      @Nullable String json,
      Map<String, String> headers,
      @Nullable String from) {}

  /** What is expected of an answer, its words not filled in. */
  sealed interface Expected {

    /** The body is this. */
    record Body(String text) implements Expected {}

    /** The body holds this. */
    record Part(String text) implements Expected {}

    /** Neither the body nor a header holds this. */
    record Nowhere(String text) implements Expected {}

    /** The header is this. */
    record Header(String name, String text) implements Expected {}
  }
}

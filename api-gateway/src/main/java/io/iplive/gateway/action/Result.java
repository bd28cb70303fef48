package io.iplive.gateway.action;

import java.util.List;

/** How an action ended. */
public sealed interface Result {

  /** Done. */
  record Done(Answer answer) implements Result {}

  /** Nothing is stored; every fault of the call. */
  record Refused(List<Fault> faults) implements Result {}

  /** Nothing is stored, for one reason. */
  static Result refused(Fault fault) {
    return new Refused(List.of(fault));
  }
}

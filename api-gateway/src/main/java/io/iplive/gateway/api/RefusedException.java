package io.iplive.gateway.api;

import io.iplive.gateway.call.Refusal;

/** Ends a call of the iplive API with a refusal; carries no stack, it is no failure. */
final class RefusedException extends RuntimeException {

  private final transient Refusal refusal;

  RefusedException(Refusal refusal) {
    super(refusal.getClass().getSimpleName(), null, false, false);
    this.refusal = refusal;
  }

  Refusal refusal() {
    return refusal;
  }
}

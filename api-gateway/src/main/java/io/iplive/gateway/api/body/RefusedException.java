package io.iplive.gateway.api.body;

import io.iplive.gateway.call.Refusal;

/** Ends a call of the iplive API with a refusal; carries no stack, it is no failure. */
public final class RefusedException extends RuntimeException {

  private final transient Refusal refusal;

  /** Why. */
  public RefusedException(Refusal refusal) {
    super(refusal.getClass().getSimpleName(), null, false, false);
    this.refusal = refusal;
  }

  /** Why. */
  public Refusal refusal() {
    return refusal;
  }
}

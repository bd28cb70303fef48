package io.iplive.gateway.account;

/** A secret in the clear, on its way to be sealed; prints as nothing. */
public record Plain(String text) {

  @Override
  public String toString() {
    return "***";
  }
}

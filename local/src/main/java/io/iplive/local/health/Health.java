package io.iplive.local.health;

/** Whether a part works, and why not. */
public sealed interface Health {

  record Up() implements Health {}

  record Down(String reason) implements Health {}

  default boolean isUp() {
    return this instanceof Up;
  }

  /** The reason; empty when up. */
  default String reason() {
    return switch (this) {
      case Up _ -> "";
      case Down(String reason) -> reason;
    };
  }
}

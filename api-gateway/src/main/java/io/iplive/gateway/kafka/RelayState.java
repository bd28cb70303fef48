package io.iplive.gateway.kafka;

/** What the relay of this process does. */
public sealed interface RelayState {

  /** Nothing yet. */
  record Starting() implements RelayState {}

  /** It publishes. */
  record Leading() implements RelayState {}

  /** Another replica publishes; it waits to take over. */
  record Standby() implements RelayState {}

  /** It could not publish and tries again. */
  record Failing(String reason) implements RelayState {}

  /** The registry refuses a schema: it has ended, since no repeat will help. */
  record Refused(String reason) implements RelayState {}

  /** It was told to end. */
  record Stopped() implements RelayState {}
}

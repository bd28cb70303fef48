package io.iplive.gateway.node;

/** What happens to nodes; each carries the whole after it. */
public sealed interface NodeEvent {

  /** The whole after the event. */
  Node after();

  /** A node joined; its job topic exists. */
  record NodeEnrolled(Node after) implements NodeEvent {}

  /** An operator lets it be asked. */
  record NodeApproved(Node after) implements NodeEvent {}

  /** It is asked no more. */
  record NodeDisabled(Node after) implements NodeEvent {}

  /** It shows another token from now on. */
  record NodeTokenIssued(Node after) implements NodeEvent {}
}

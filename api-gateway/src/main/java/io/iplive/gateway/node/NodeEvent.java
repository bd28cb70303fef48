package io.iplive.gateway.node;

/** What happens to nodes; each carries the whole after it. */
public sealed interface NodeEvent {

  /** The whole after the event. */
  Node after();

  /** A node joined; its job topic exists. */
  record NodeEnrolled(Node after) implements NodeEvent {}
}

package io.iplive.gateway.node;

/** The broker did not confirm a node's job topic; the enrolment may be asked for again. */
public final class JobTopicsUnavailableException extends RuntimeException {

  /** Why. */
  public JobTopicsUnavailableException(NodeId node, Throwable cause) {
    super("The job topic of node %d could not be made".formatted(node.value()), cause);
  }
}

package io.iplive.gateway.node;

import io.iplive.gateway.account.SecretHash;

/** What an operator may ask for. */
public sealed interface NodeCommand {

  /** Let it be asked, also after it was disabled. */
  record Approve() implements NodeCommand {}

  /** Have it asked no more. */
  record Disable() implements NodeCommand {}

  /** Another token instead of the one it has. */
  record IssueToken(SecretHash token) implements NodeCommand {}
}

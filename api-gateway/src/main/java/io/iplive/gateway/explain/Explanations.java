package io.iplive.gateway.explain;

import io.iplive.gateway.account.Account;
import io.iplive.gateway.account.AccountDirectory;
import io.iplive.gateway.account.AccountId;
import io.iplive.gateway.account.Standing;
import io.iplive.gateway.node.NodeDirectory;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.stream.Collectors;

/** Explains monitors as they are now. */
public final class Explanations {

  private final Definitions definitions;
  private final AccountDirectory accounts;
  private final NodeDirectory nodes;
  private final TraceLog log;
  private final InstantSource clock;

  /** Explanations. */
  public Explanations(
      Definitions definitions,
      AccountDirectory accounts,
      NodeDirectory nodes,
      TraceLog log,
      InstantSource clock) {
    this.definitions = definitions;
    this.accounts = accounts;
    this.nodes = nodes;
    this.log = log;
    this.clock = clock;
  }

  /**
   * Of that monitor; empty: there never was one.
   *
   * @throws TraceLog.UnavailableException when the topics cannot be read
   */
  public Optional<Explanation> of(long monitorId) {
    return definitions.of(monitorId).map(this::of);
  }

  private Explanation of(Definition definition) {
    Standing standing =
        accounts
            .whole(new AccountId(definition.accountId()))
            .map(Account::standing)
            .orElse(new Standing.Deleted());
    var enrolled =
        nodes.probing().stream().map(node -> node.id().value()).collect(Collectors.toSet());
    Traces traces = log.of(definition);
    Instant now = clock.instant();
    return Explainer.explain(definition, standing, traces, enrolled, now);
  }
}

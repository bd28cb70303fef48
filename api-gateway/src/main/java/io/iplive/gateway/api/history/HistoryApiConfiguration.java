package io.iplive.gateway.api.history;

import io.iplive.gateway.account.AccountDirectory;
import io.iplive.gateway.api.OperatorCalls;
import io.iplive.gateway.ledger.Ledger;
import io.iplive.gateway.projection.Rebuilding;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The wires of what operators do about money and projections. */
@Configuration(proxyBeanMethods = false)
public class HistoryApiConfiguration {

  @Bean
  LedgerController ledgerController(
      AccountDirectory directory, Ledger ledger, OperatorCalls calls, Clock clock) {
    return new LedgerController(directory, ledger, calls, clock);
  }

  @Bean
  ProjectionController projectionController(Rebuilding projections, OperatorCalls calls) {
    return new ProjectionController(projections, calls);
  }
}

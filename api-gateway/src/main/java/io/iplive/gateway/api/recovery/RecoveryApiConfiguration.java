package io.iplive.gateway.api.recovery;

import io.iplive.gateway.api.OperatorCalls;
import io.iplive.gateway.journal.Outbox;
import io.iplive.gateway.recovery.Recovery;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The wires of restoring and republishing. */
@Configuration(proxyBeanMethods = false)
public class RecoveryApiConfiguration {

  @Bean
  RecoveryController recoveryController(Recovery recovery, Outbox outbox, OperatorCalls calls) {
    return new RecoveryController(recovery, outbox, calls);
  }
}

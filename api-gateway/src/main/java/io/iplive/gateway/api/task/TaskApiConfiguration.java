package io.iplive.gateway.api.task;

import io.iplive.gateway.account.AccountDirectory;
import io.iplive.gateway.account.AccountJournal;
import io.iplive.gateway.action.Action;
import io.iplive.gateway.action.Actions;
import io.iplive.gateway.api.ApiSettings;
import io.iplive.gateway.api.SourceAddresses;
import io.iplive.gateway.login.KnownAddresses;
import io.iplive.gateway.login.Passwords;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The wires of the task API's HTTP. */
@Configuration(proxyBeanMethods = false)
public class TaskApiConfiguration {

  @Bean
  Actions actions(List<Action> all) {
    return new Actions(all);
  }

  @Bean
  TaskApiController taskApiController(
      Actions actions,
      AccountDirectory accounts,
      AccountJournal journal,
      Passwords passwords,
      KnownAddresses known,
      SourceAddresses sources,
      ApiSettings settings,
      MeterRegistry meters,
      Clock clock) {
    Doorkeeper door = new Doorkeeper(accounts, journal, passwords, known);
    return new TaskApiController(
        actions, door, sources, settings.allowGetPassword(), meters, clock);
  }
}

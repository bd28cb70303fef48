package io.iplive.gateway.api;

import io.iplive.gateway.account.AccountDirectory;
import io.iplive.gateway.account.AccountJournal;
import io.iplive.gateway.account.SecretBox;
import io.iplive.gateway.explain.Explanations;
import io.iplive.gateway.login.Passwords;
import io.iplive.gateway.monitor.MonitorDirectory;
import io.iplive.gateway.monitor.MonitorJournal;
import io.iplive.gateway.node.NodeDirectory;
import io.iplive.gateway.state.TargetStates;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.InetAddress;
import java.time.Clock;
import java.util.function.Predicate;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** The wires of inbound HTTP. */
@Configuration(proxyBeanMethods = false)
public class ApiConfiguration {

  /** Nodes wait there for work, and so take no place of those who do not. */
  private static final String LONG_POLL = "/node/jobs";

  @Bean
  Answers answers(MeterRegistry meters) {
    return new Answers(meters);
  }

  @Bean
  SourceAddresses sourceAddresses(ApiSettings settings) {
    return new SourceAddresses(settings.trustedProxies());
  }

  @Bean
  AppCallers appCallers(AccountDirectory accounts, SourceAddresses sources) {
    return new AppCallers(accounts, sources);
  }

  @Bean
  OperatorCalls operatorCalls(ApiSettings settings) {
    return new OperatorCalls(settings.operatorToken());
  }

  @Bean
  IpliveController ipliveController(
      AccountDirectory accounts,
      AppCallers callers,
      MonitorJournal monitors,
      NodeDirectory nodes,
      Predicate<InetAddress> permitted,
      Answers answers,
      Clock clock) {
    return new IpliveController(accounts, callers, monitors, nodes, permitted, answers, clock);
  }

  @Bean
  ReadingController readingController(
      AppCallers callers,
      MonitorDirectory monitors,
      NodeDirectory nodes,
      TargetStates states,
      Answers answers) {
    return new ReadingController(callers, monitors, nodes, states, answers);
  }

  @Bean
  ExplainController explainController(
      Explanations explanations,
      MonitorDirectory monitors,
      AppCallers callers,
      OperatorCalls operator,
      Answers answers) {
    return new ExplainController(explanations, monitors, callers, operator, answers);
  }

  @Bean
  OperatorController operatorController(
      AccountJournal accounts,
      Passwords passwords,
      SecretBox secrets,
      Predicate<InetAddress> permitted,
      OperatorCalls calls,
      Clock clock) {
    return new OperatorController(accounts, passwords, secrets, permitted, calls, clock);
  }

  @Bean
  Failures failures(Answers answers) {
    return new Failures(answers);
  }

  @Bean
  ManagementGuard managementGuard(
      OperatorCalls operator,
      @Qualifier("handlerExceptionResolver") HandlerExceptionResolver failures) {
    return new ManagementGuard(operator, failures);
  }

  @Bean
  WebMvcConfigurer admission(ApiSettings settings, SourceAddresses sources) {
    Admission admission = new Admission(settings.mostInFlight(), sources);
    return new WebMvcConfigurer() {
      @Override
      public void addInterceptors(InterceptorRegistry interceptors) {
        interceptors.addInterceptor(admission).excludePathPatterns(LONG_POLL);
      }
    };
  }
}

package io.iplive.gateway.api;

import io.iplive.gateway.account.AccountDirectory;
import io.iplive.gateway.account.AccountJournal;
import io.iplive.gateway.account.SecretBox;
import io.iplive.gateway.contact.ContactJournal;
import io.iplive.gateway.login.Passwords;
import io.iplive.gateway.monitor.MonitorJournal;
import io.iplive.gateway.node.NodeDirectory;
import io.iplive.gateway.node.NodeJournal;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.InetAddress;
import java.time.Clock;
import java.util.function.Predicate;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** The wires of inbound HTTP. */
@Configuration(proxyBeanMethods = false)
public class ApiConfiguration {

  @Bean
  Answers answers(MeterRegistry meters) {
    return new Answers(meters);
  }

  @Bean
  IpliveController ipliveController(
      AccountDirectory accounts,
      MonitorJournal monitors,
      NodeDirectory nodes,
      NodeJournal enrolments,
      SecretBox secrets,
      Predicate<InetAddress> permitted,
      ApiSettings settings,
      Answers answers,
      Clock clock) {
    return new IpliveController(
        accounts, monitors, nodes, enrolments, secrets, permitted, settings, answers, clock);
  }

  @Bean
  OperatorController operatorController(
      AccountDirectory directory,
      AccountJournal accounts,
      ContactJournal contacts,
      Passwords passwords,
      NodeDirectory nodes,
      SecretBox secrets,
      Predicate<InetAddress> permitted,
      ApiSettings settings,
      Clock clock) {
    return new OperatorController(
        directory, accounts, contacts, passwords, nodes, secrets, permitted, settings, clock);
  }

  @Bean
  Failures failures(Answers answers) {
    return new Failures(answers);
  }

  @Bean
  WebMvcConfigurer admission(ApiSettings settings) {
    Admission admission = new Admission(settings.mostInFlight());
    return new WebMvcConfigurer() {
      @Override
      public void addInterceptors(InterceptorRegistry interceptors) {
        interceptors.addInterceptor(admission);
      }
    };
  }
}

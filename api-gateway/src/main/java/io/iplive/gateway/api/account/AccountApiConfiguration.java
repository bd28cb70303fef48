package io.iplive.gateway.api.account;

import io.iplive.gateway.account.AccountDirectory;
import io.iplive.gateway.account.AccountJournal;
import io.iplive.gateway.account.SecretBox;
import io.iplive.gateway.account.TextPreviews;
import io.iplive.gateway.api.OperatorCalls;
import io.iplive.gateway.contact.ContactJournal;
import io.iplive.gateway.contact.ContactTests;
import io.iplive.gateway.contact.action.NewContacts;
import io.iplive.gateway.ending.AccountEnding;
import io.iplive.gateway.login.Passwords;
import io.iplive.gateway.monitor.GroupsOfAccount;
import io.iplive.gateway.task.TasksOfAccount;
import java.net.InetAddress;
import java.time.Clock;
import java.util.function.Predicate;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The wires of what operators do with accounts. */
@Configuration(proxyBeanMethods = false)
public class AccountApiConfiguration {

  @Bean
  AccountsController accountsController(
      AccountDirectory directory,
      AccountJournal journal,
      TasksOfAccount tasks,
      GroupsOfAccount groups,
      AccountEnding ending,
      ContactTests tests,
      Predicate<InetAddress> permitted,
      OperatorCalls calls,
      Clock clock) {
    return new AccountsController(
        directory, journal, tasks, groups, ending, tests, permitted, calls, clock);
  }

  @Bean
  ContactsController contactsController(
      AccountDirectory directory, NewContacts contacts, OperatorCalls calls, Clock clock) {
    return new ContactsController(directory, contacts, calls, clock);
  }

  @Bean
  RotationController rotationController(
      AccountDirectory directory,
      AccountJournal journal,
      ContactJournal contacts,
      Passwords passwords,
      SecretBox secrets,
      OperatorCalls calls,
      Clock clock) {
    return new RotationController(directory, journal, contacts, passwords, secrets, calls, clock);
  }

  @Bean
  TextsController textsController(
      AccountDirectory directory,
      AccountJournal journal,
      TextPreviews previews,
      OperatorCalls calls,
      Clock clock) {
    return new TextsController(directory, journal, previews, calls, clock);
  }
}

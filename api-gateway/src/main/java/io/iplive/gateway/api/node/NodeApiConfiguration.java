package io.iplive.gateway.api.node;

import io.iplive.gateway.account.SecretBox;
import io.iplive.gateway.api.Answers;
import io.iplive.gateway.api.ApiSettings;
import io.iplive.gateway.api.OperatorCalls;
import io.iplive.gateway.api.SourceAddresses;
import io.iplive.gateway.deal.FailureList;
import io.iplive.gateway.deal.Results;
import io.iplive.gateway.job.JobFeed;
import io.iplive.gateway.job.Questions;
import io.iplive.gateway.node.NodeDirectory;
import io.iplive.gateway.node.NodeJournal;
import io.iplive.gateway.node.NodeLife;
import io.iplive.gateway.state.TargetStates;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The wires of what nodes call. */
@Configuration(proxyBeanMethods = false)
public class NodeApiConfiguration {

  @Bean
  EnrolmentController enrolmentController(
      NodeJournal nodes,
      SecretBox secrets,
      ApiSettings settings,
      SourceAddresses sources,
      Answers answers,
      Clock clock) {
    return new EnrolmentController(nodes, secrets, settings, sources, answers, clock);
  }

  @Bean
  NodeCallers nodeCallers(NodeDirectory nodes, SourceAddresses sources, ApiSettings settings) {
    return new NodeCallers(nodes, sources, settings.trustSource());
  }

  @Bean
  JobsController jobsController(
      NodeCallers callers, JobFeed feed, NodeLife life, Answers answers, Clock clock) {
    return new JobsController(callers, feed, life, answers, clock);
  }

  @Bean
  DealController dealController(
      NodeCallers callers,
      Questions questions,
      TargetStates states,
      Results results,
      FailureList failures,
      Answers answers,
      Clock clock) {
    return new DealController(callers, questions, states, results, failures, answers, clock);
  }

  @Bean
  NodeOperatorController nodeOperatorController(
      NodeDirectory directory,
      NodeJournal nodes,
      SecretBox secrets,
      OperatorCalls calls,
      Clock clock) {
    return new NodeOperatorController(directory, nodes, secrets, calls, clock);
  }
}

package io.iplive.gateway;

import io.iplive.gateway.action.Action;
import io.iplive.gateway.node.NodeDirectory;
import io.iplive.gateway.task.NodeList;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The actions of the task API on tasks, contacts and folders; others are where their data is. */
@Configuration(proxyBeanMethods = false)
class TaskConfiguration {

  @Bean
  Action nodeList(NodeDirectory nodes) {
    return new NodeList(nodes);
  }
}

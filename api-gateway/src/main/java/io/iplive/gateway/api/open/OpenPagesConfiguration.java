package io.iplive.gateway.api.open;

import io.iplive.gateway.node.NodeDirectory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The wires of the pages that anybody may read. */
@Configuration(proxyBeanMethods = false)
public class OpenPagesConfiguration {

  @Bean
  OpenPagesController openPagesController(NodeDirectory nodes) {
    return new OpenPagesController(nodes);
  }
}

/** Jobs and results of nodes that need no Kafka. */
@NullMarked
package io.iplive.gateway.kafka.node;

import org.jspecify.annotations.NullMarked;

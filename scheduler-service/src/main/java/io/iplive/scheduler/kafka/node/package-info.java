/** Nodes and their heartbeats, read by every instance whole. */
@NullMarked
package io.iplive.scheduler.kafka.node;

import org.jspecify.annotations.NullMarked;

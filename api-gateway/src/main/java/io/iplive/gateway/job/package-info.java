/** Probes that nodes are asked for, and how those that need no Kafka get them. */
@NullMarked
package io.iplive.gateway.job;

import org.jspecify.annotations.NullMarked;

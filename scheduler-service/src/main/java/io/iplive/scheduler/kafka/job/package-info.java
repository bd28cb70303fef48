/** Probe jobs leave here, each at its own due time, one queue and thread a node. */
@NullMarked
package io.iplive.scheduler.kafka.job;

import org.jspecify.annotations.NullMarked;

/** outages.v1: its events, and what is kept behind a dead letter. */
@NullMarked
package io.iplive.notifier.kafka.outage;

import org.jspecify.annotations.NullMarked;

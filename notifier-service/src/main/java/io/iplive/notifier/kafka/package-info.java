/** What comes in from Kafka: the directory's topics, outages and closed rounds. */
@NullMarked
package io.iplive.notifier.kafka;

import org.jspecify.annotations.NullMarked;

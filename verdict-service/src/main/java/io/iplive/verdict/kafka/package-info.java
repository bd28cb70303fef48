/** The Kafka Streams application around the core: decode, one step, encode. */
@NullMarked
package io.iplive.verdict.kafka;

import org.jspecify.annotations.NullMarked;

/** The stored state of a partition's monitors. */
@NullMarked
package io.iplive.verdict.kafka.state;

import org.jspecify.annotations.NullMarked;

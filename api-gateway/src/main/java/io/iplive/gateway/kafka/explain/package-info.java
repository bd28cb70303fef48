/** The topics read from near their ends, for one monitor. */
@NullMarked
package io.iplive.gateway.kafka.explain;

import org.jspecify.annotations.NullMarked;

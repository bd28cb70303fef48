/** Reads topics into projections. */
@NullMarked
package io.iplive.gateway.kafka.projection;

import org.jspecify.annotations.NullMarked;

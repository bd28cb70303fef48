/** How targets stand, read from the rounds. */
@NullMarked
package io.iplive.gateway.kafka.state;

import org.jspecify.annotations.NullMarked;

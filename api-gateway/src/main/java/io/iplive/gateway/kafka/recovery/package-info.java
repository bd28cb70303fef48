/** The journal's topics read back. */
@NullMarked
package io.iplive.gateway.kafka.recovery;

import org.jspecify.annotations.NullMarked;

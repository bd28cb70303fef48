/** Topics and schemas before the first service starts, and what a broker should be set to. */
@NullMarked
package io.iplive.gateway.kafka.topics;

import org.jspecify.annotations.NullMarked;

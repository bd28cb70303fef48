@NullMarked
package io.iplive.gateway.kafka.topics;

import org.jspecify.annotations.NullMarked;

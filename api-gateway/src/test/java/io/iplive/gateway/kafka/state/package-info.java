@NullMarked
package io.iplive.gateway.kafka.state;

import org.jspecify.annotations.NullMarked;

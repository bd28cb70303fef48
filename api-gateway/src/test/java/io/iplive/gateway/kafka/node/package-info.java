@NullMarked
package io.iplive.gateway.kafka.node;

import org.jspecify.annotations.NullMarked;

@NullMarked
package io.iplive.gateway.kafka;

import org.jspecify.annotations.NullMarked;

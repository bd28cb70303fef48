/** Publishes the journal; makes the nodes' topics. */
@NullMarked
package io.iplive.gateway.kafka;

import org.jspecify.annotations.NullMarked;

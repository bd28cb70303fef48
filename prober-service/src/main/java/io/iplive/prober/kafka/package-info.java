/** Jobs in, results and heartbeats out. */
@NullMarked
package io.iplive.prober.kafka;

import org.jspecify.annotations.NullMarked;

/** A node away from the broker: its jobs from a gateway, its results back to it. */
@NullMarked
package io.iplive.prober.gateway;

import org.jspecify.annotations.NullMarked;

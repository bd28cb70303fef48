/** Probes over sockets: one file a probe type, listed in {@code ProbeTypes}. */
@NullMarked
package io.iplive.prober.net;

import org.jspecify.annotations.NullMarked;

@NullMarked
package io.iplive.prober.probe.uplink;

import org.jspecify.annotations.NullMarked;

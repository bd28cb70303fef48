/** Whether it is the targets that fail or this node. Pure. */
@NullMarked
package io.iplive.prober.probe.uplink;

import org.jspecify.annotations.NullMarked;

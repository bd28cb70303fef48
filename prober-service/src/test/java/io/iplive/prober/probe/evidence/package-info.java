@NullMarked
package io.iplive.prober.probe.evidence;

import org.jspecify.annotations.NullMarked;

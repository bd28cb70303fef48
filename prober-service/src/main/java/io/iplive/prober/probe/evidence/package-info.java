/** Which failures are told with all that was seen. Pure. */
@NullMarked
package io.iplive.prober.probe.evidence;

import org.jspecify.annotations.NullMarked;

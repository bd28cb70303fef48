/** Jobs that wait for their time and for a place. Pure. */
@NullMarked
package io.iplive.prober.probe.waiting;

import org.jspecify.annotations.NullMarked;

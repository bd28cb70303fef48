/** What a check sends and expects. Pure. */
@NullMarked
package io.iplive.prober.probe.check;

import org.jspecify.annotations.NullMarked;

/** What only some checks ask for. Pure. */
@NullMarked
package io.iplive.prober.probe.demand;

import org.jspecify.annotations.NullMarked;

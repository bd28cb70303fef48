/** When maintenances were announced: what comes again, and clocks that are put forward and back. */
@NullMarked
package io.iplive.sla.maintenance;

import org.jspecify.annotations.NullMarked;

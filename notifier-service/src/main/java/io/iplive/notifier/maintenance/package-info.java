/** When maintenances are: zones, clocks that are put forward and back, and what comes again. */
@NullMarked
package io.iplive.notifier.maintenance;

import org.jspecify.annotations.NullMarked;

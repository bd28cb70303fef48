@NullMarked
package io.iplive.sla.maintenance;

import org.jspecify.annotations.NullMarked;

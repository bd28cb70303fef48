/** How fast a report is made of how many records. */
@NullMarked
package io.iplive.benchmarks.sla;

import org.jspecify.annotations.NullMarked;

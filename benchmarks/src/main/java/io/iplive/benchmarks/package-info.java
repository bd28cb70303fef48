/** What iplive costs, measured on the machine at hand; the last line of each report is JSON. */
@NullMarked
package io.iplive.benchmarks;

import org.jspecify.annotations.NullMarked;

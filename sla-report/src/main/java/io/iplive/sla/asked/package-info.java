/** What a report is asked for, on the command line. */
@NullMarked
package io.iplive.sla.asked;

import org.jspecify.annotations.NullMarked;

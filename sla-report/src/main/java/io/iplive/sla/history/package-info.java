/** What a target's time was, folded record by record. */
@NullMarked
package io.iplive.sla.history;

import org.jspecify.annotations.NullMarked;

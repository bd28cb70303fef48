/** Deliveries and their attempts: order, repeats, and the journal they are kept in. */
@NullMarked
package io.iplive.notifier.delivery;

import org.jspecify.annotations.NullMarked;

/**
 * Deliveries and their attempts: routing, repeats, and the ports they are kept and sent through.
 */
@NullMarked
package io.iplive.notifier.delivery;

import org.jspecify.annotations.NullMarked;

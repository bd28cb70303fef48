/** Closed rounds on their way to call_back_to_php: changes and conflation. */
@NullMarked
package io.iplive.notifier.round;

import org.jspecify.annotations.NullMarked;

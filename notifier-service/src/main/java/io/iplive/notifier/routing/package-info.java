/** From outage events to deliveries: who hears of what, when first, and when again. */
@NullMarked
package io.iplive.notifier.routing;

import org.jspecify.annotations.NullMarked;

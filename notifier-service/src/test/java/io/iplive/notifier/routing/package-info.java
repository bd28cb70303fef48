@NullMarked
package io.iplive.notifier.routing;

import org.jspecify.annotations.NullMarked;

@NullMarked
package io.iplive.notifier.delivery;

import org.jspecify.annotations.NullMarked;

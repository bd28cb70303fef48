@NullMarked
package io.iplive.notifier.round;

import org.jspecify.annotations.NullMarked;

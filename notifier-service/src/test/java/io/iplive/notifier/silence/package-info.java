@NullMarked
package io.iplive.notifier.silence;

import org.jspecify.annotations.NullMarked;

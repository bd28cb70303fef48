@NullMarked
package io.iplive.notifier.callback;

import org.jspecify.annotations.NullMarked;

@NullMarked
package io.iplive.notifier.call;

import org.jspecify.annotations.NullMarked;

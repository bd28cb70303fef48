@NullMarked
package io.iplive.notifier.sending;

import org.jspecify.annotations.NullMarked;

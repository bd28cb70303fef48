@NullMarked
package io.iplive.notifier.smsc;

import org.jspecify.annotations.NullMarked;

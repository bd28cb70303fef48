@NullMarked
package io.iplive.notifier.message;

import org.jspecify.annotations.NullMarked;

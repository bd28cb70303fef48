@NullMarked
package io.iplive.notifier;

import org.jspecify.annotations.NullMarked;

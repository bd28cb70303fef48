@NullMarked
package io.iplive.notifier.postgres;

import org.jspecify.annotations.NullMarked;

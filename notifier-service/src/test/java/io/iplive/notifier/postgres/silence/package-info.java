@NullMarked
package io.iplive.notifier.postgres.silence;

import org.jspecify.annotations.NullMarked;

@NullMarked
package io.iplive.notifier.maintenance;

import org.jspecify.annotations.NullMarked;

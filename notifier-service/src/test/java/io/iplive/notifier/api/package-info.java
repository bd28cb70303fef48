@NullMarked
package io.iplive.notifier.api;

import org.jspecify.annotations.NullMarked;

/** Commands that read topics, and put dead letters back. */
@NullMarked
package io.iplive.local.console.topic;

import org.jspecify.annotations.NullMarked;

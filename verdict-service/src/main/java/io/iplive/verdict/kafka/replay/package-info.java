/** Recorded topics, read once more and compared. */
@NullMarked
package io.iplive.verdict.kafka.replay;

import org.jspecify.annotations.NullMarked;

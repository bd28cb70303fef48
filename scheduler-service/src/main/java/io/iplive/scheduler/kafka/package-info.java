/** Decodes what comes in, calls the core, encodes what goes out. */
@NullMarked
package io.iplive.scheduler.kafka;

import org.jspecify.annotations.NullMarked;

/** The topics, read to the ends they had at the start. */
@NullMarked
package io.iplive.sla.kafka;

import org.jspecify.annotations.NullMarked;

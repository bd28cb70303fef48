@NullMarked
package io.iplive.prober.kafka;

import org.jspecify.annotations.NullMarked;

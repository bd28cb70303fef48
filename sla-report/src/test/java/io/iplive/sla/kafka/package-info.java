@NullMarked
package io.iplive.sla.kafka;

import org.jspecify.annotations.NullMarked;

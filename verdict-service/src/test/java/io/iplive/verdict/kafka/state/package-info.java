@NullMarked
package io.iplive.verdict.kafka.state;

import org.jspecify.annotations.NullMarked;

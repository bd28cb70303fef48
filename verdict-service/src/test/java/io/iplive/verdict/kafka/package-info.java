@NullMarked
package io.iplive.verdict.kafka;

import org.jspecify.annotations.NullMarked;

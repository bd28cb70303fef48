@NullMarked
package io.iplive.scheduler.node;

import org.jspecify.annotations.NullMarked;

@NullMarked
package io.iplive.gateway.task;

import org.jspecify.annotations.NullMarked;

@NullMarked
package io.iplive.gateway.postgres.task;

import org.jspecify.annotations.NullMarked;

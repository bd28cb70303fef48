@NullMarked
package io.iplive.gateway.job;

import org.jspecify.annotations.NullMarked;

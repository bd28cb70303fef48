@NullMarked
package io.iplive.gateway.monitor;

import org.jspecify.annotations.NullMarked;

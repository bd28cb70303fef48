@NullMarked
package io.iplive.prober.gateway;

import org.jspecify.annotations.NullMarked;

@NullMarked
package io.iplive.gateway.postgres;

import org.jspecify.annotations.NullMarked;

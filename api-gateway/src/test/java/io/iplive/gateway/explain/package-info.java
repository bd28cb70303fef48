@NullMarked
package io.iplive.gateway.explain;

import org.jspecify.annotations.NullMarked;

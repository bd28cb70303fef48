@NullMarked
package io.iplive.gateway.deal;

import org.jspecify.annotations.NullMarked;

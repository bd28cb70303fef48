@NullMarked
package io.iplive.gateway.call;

import org.jspecify.annotations.NullMarked;

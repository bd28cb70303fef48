@NullMarked
package io.iplive.gateway.recovery;

import org.jspecify.annotations.NullMarked;

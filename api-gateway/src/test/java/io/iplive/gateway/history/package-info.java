@NullMarked
package io.iplive.gateway.history;

import org.jspecify.annotations.NullMarked;

@NullMarked
package io.iplive.gateway.state;

import org.jspecify.annotations.NullMarked;

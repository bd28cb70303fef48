@NullMarked
package io.iplive.gateway.node;

import org.jspecify.annotations.NullMarked;

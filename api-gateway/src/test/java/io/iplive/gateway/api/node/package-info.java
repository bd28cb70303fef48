@NullMarked
package io.iplive.gateway.api.node;

import org.jspecify.annotations.NullMarked;

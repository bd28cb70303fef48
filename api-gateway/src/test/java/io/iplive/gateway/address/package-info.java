@NullMarked
package io.iplive.gateway.address;

import org.jspecify.annotations.NullMarked;

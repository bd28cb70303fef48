@NullMarked
package io.iplive.gateway;

import org.jspecify.annotations.NullMarked;

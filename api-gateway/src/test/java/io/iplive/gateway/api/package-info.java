@NullMarked
package io.iplive.gateway.api;

import org.jspecify.annotations.NullMarked;

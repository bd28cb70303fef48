@NullMarked
package io.iplive.gateway.api.body;

import org.jspecify.annotations.NullMarked;

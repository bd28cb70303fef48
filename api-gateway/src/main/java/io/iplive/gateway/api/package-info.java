/** Inbound HTTP: the iplive API and the operators' API. */
@NullMarked
package io.iplive.gateway.api;

import org.jspecify.annotations.NullMarked;

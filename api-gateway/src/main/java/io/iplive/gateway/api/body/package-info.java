/** What arrives: bodies read into parameters, within limits. */
@NullMarked
package io.iplive.gateway.api.body;

import org.jspecify.annotations.NullMarked;

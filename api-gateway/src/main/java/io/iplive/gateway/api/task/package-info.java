/** Inbound HTTP of the task API: what was sent, who sent it, and the answer's two formats. */
@NullMarked
package io.iplive.gateway.api.task;

import org.jspecify.annotations.NullMarked;

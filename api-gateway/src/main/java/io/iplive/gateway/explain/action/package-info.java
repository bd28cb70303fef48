/** What the task API says of why. */
@NullMarked
package io.iplive.gateway.explain.action;

import org.jspecify.annotations.NullMarked;

/** How a caller of the task API proves who it is. */
@NullMarked
package io.iplive.gateway.login;

import org.jspecify.annotations.NullMarked;

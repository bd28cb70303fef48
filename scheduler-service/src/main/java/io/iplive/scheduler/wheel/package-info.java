/** What is due next, among very many. */
@NullMarked
package io.iplive.scheduler.wheel;

import org.jspecify.annotations.NullMarked;

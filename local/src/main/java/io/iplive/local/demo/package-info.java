/** A first outage, narrated in the terminal. */
@NullMarked
package io.iplive.local.demo;

import org.jspecify.annotations.NullMarked;

/** The Java runtime. */
@NullMarked
package io.iplive.images.runtime;

import org.jspecify.annotations.NullMarked;

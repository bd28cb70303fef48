@NullMarked
package io.iplive.local.reading;

import org.jspecify.annotations.NullMarked;

@NullMarked
package io.iplive.prober;

import org.jspecify.annotations.NullMarked;

@NullMarked
package io.iplive.helm;

import org.jspecify.annotations.NullMarked;

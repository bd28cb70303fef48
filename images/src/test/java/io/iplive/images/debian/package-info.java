@NullMarked
package io.iplive.images.debian;

import org.jspecify.annotations.NullMarked;

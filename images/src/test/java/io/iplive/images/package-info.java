@NullMarked
package io.iplive.images;

import org.jspecify.annotations.NullMarked;

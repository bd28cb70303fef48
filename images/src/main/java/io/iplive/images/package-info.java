/** Container images: what is in them, and the program behind {@code ./iplive images}. */
@NullMarked
package io.iplive.images;

import org.jspecify.annotations.NullMarked;

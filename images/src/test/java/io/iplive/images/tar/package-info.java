@NullMarked
package io.iplive.images.tar;

import org.jspecify.annotations.NullMarked;

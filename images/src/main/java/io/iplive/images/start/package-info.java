/** Programs of images started on this machine: to train their caches, and to be measured. */
@NullMarked
package io.iplive.images.start;

import org.jspecify.annotations.NullMarked;

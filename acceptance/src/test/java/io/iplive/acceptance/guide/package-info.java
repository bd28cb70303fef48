/** A panel made of the files that the guide for panels names. */
@NullMarked
package io.iplive.acceptance.guide;

import org.jspecify.annotations.NullMarked;

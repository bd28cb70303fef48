/** The root file system: the few files of Debian that a JVM needs. */
@NullMarked
package io.iplive.images.debian;

import org.jspecify.annotations.NullMarked;

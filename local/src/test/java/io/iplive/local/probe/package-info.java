@NullMarked
package io.iplive.local.probe;

import org.jspecify.annotations.NullMarked;

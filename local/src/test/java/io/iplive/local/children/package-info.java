@NullMarked
package io.iplive.local.children;

import org.jspecify.annotations.NullMarked;

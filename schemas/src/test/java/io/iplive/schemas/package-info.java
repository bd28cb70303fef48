@NullMarked
package io.iplive.schemas;

import org.jspecify.annotations.NullMarked;

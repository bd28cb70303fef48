@NullMarked
package io.iplive.local.imports;

import org.jspecify.annotations.NullMarked;

@NullMarked
package io.iplive.local.console.line;

import org.jspecify.annotations.NullMarked;

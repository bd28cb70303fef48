@NullMarked
package io.iplive.local.console;

import org.jspecify.annotations.NullMarked;

@NullMarked
package io.iplive.local.console.lifecycle;

import org.jspecify.annotations.NullMarked;

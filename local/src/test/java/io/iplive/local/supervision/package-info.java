@NullMarked
package io.iplive.local.supervision;

import org.jspecify.annotations.NullMarked;

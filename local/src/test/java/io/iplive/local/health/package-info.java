@NullMarked
package io.iplive.local.health;

import org.jspecify.annotations.NullMarked;

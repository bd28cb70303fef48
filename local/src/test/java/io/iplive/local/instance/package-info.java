@NullMarked
package io.iplive.local.instance;

import org.jspecify.annotations.NullMarked;

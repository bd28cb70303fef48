@NullMarked
package io.iplive.verdict.usage;

import org.jspecify.annotations.NullMarked;

@NullMarked
package io.iplive.verdict.monitor;

import org.jspecify.annotations.NullMarked;

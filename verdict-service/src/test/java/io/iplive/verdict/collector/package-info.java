@NullMarked
package io.iplive.verdict.collector;

import org.jspecify.annotations.NullMarked;

@NullMarked
package io.iplive.verdict.rollup;

import org.jspecify.annotations.NullMarked;

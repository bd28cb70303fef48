@NullMarked
package io.iplive.verdict.conduct;

import org.jspecify.annotations.NullMarked;

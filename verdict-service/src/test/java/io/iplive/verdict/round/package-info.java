@NullMarked
package io.iplive.verdict.round;

import org.jspecify.annotations.NullMarked;

@NullMarked
package io.iplive.verdict.replay;

import org.jspecify.annotations.NullMarked;

@NullMarked
package io.iplive.verdict.laws;

import org.jspecify.annotations.NullMarked;

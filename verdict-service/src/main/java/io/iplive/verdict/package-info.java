@NullMarked
package io.iplive.verdict;

import org.jspecify.annotations.NullMarked;

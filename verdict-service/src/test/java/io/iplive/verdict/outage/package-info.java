@NullMarked
package io.iplive.verdict.outage;

import org.jspecify.annotations.NullMarked;

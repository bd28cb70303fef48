@NullMarked
package io.iplive.sla.words;

import org.jspecify.annotations.NullMarked;

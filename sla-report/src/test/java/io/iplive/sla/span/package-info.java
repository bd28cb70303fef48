@NullMarked
package io.iplive.sla.span;

import org.jspecify.annotations.NullMarked;

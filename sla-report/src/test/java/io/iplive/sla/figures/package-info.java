@NullMarked
package io.iplive.sla.figures;

import org.jspecify.annotations.NullMarked;

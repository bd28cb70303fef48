@NullMarked
package io.iplive.sla.asked;

import org.jspecify.annotations.NullMarked;

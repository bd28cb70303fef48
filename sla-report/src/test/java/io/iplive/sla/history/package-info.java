@NullMarked
package io.iplive.sla.history;

import org.jspecify.annotations.NullMarked;

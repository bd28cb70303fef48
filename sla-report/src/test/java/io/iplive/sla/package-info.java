@NullMarked
package io.iplive.sla;

import org.jspecify.annotations.NullMarked;

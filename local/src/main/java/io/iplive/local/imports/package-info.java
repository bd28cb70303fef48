/** Reads what other systems left: files of tasks and dumps of tables, row by row. */
@NullMarked
package io.iplive.local.imports;

import org.jspecify.annotations.NullMarked;

/** What nodes report, judged element by element (contracts/iplive.md, "deal"). */
@NullMarked
package io.iplive.gateway.deal;

import org.jspecify.annotations.NullMarked;

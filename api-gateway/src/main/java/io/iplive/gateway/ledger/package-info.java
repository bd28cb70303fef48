/** What accounts pay, and what becomes of those that cannot. */
@NullMarked
package io.iplive.gateway.ledger;

import org.jspecify.annotations.NullMarked;

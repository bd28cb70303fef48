/** The actions of the task API on money. */
@NullMarked
package io.iplive.gateway.ledger.action;

import org.jspecify.annotations.NullMarked;

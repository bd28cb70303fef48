@NullMarked
package io.iplive.gateway.ledger.action;

import org.jspecify.annotations.NullMarked;

@NullMarked
package io.iplive.gateway.ledger;

import org.jspecify.annotations.NullMarked;

/** What to do after the database or Kafka came back older, or empty (ARCHITECTURE, decision 2). */
@NullMarked
package io.iplive.gateway.recovery;

import org.jspecify.annotations.NullMarked;

/** What operators do after a database or Kafka came back older, or empty. */
@NullMarked
package io.iplive.gateway.api.recovery;

import org.jspecify.annotations.NullMarked;

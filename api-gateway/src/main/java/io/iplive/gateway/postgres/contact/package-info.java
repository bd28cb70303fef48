/** Contacts in the journal and the read model. */
@NullMarked
package io.iplive.gateway.postgres.contact;

import org.jspecify.annotations.NullMarked;

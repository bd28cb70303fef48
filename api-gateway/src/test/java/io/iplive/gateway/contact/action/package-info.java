@NullMarked
package io.iplive.gateway.contact.action;

import org.jspecify.annotations.NullMarked;

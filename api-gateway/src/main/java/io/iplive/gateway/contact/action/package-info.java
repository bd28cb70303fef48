/** The actions of the task API that are about contacts and callbacks. */
@NullMarked
package io.iplive.gateway.contact.action;

import org.jspecify.annotations.NullMarked;

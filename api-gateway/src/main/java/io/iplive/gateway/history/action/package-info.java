/** The actions of the task API on what happened. */
@NullMarked
package io.iplive.gateway.history.action;

import org.jspecify.annotations.NullMarked;

/** The actions of the task API that are about tasks, folders and nodes. */
@NullMarked
package io.iplive.gateway.task.action;

import org.jspecify.annotations.NullMarked;

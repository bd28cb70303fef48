@NullMarked
package io.iplive.gateway.task.action;

import org.jspecify.annotations.NullMarked;

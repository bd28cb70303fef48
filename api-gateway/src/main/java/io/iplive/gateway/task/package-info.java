/** Tasks: monitors with one target, as the task API knows them (contracts/monitorus.md). */
@NullMarked
package io.iplive.gateway.task;

import org.jspecify.annotations.NullMarked;

/**
 * The panel's side: how many calls are durable in the journal a second, and how long an import
 * takes.
 */
@NullMarked
package io.iplive.benchmarks.api;

import org.jspecify.annotations.NullMarked;

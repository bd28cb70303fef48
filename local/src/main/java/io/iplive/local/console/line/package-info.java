/** What is typed: commands, their words and options, and what to type next. */
@NullMarked
package io.iplive.local.console.line;

import org.jspecify.annotations.NullMarked;

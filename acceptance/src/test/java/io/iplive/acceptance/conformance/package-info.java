/**
 * Contracts as tables: Markdown files that lie beside the contracts' own, one row of theirs in one
 * or more rows here, each with what is sent and the exact answer. How to read and write a row is
 * told in {@code conformance/README.md} beside the tables.
 */
@NullMarked
package io.iplive.acceptance.conformance;

import org.jspecify.annotations.NullMarked;

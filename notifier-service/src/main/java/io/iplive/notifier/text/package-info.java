/**
 * What people read: built-in and own texts of notices in three languages, as pure functions. The
 * most exact text wins: an account's own over a built-in one, a status code over its class over
 * any, one audience over both.
 */
@NullMarked
package io.iplive.notifier.text;

import org.jspecify.annotations.NullMarked;

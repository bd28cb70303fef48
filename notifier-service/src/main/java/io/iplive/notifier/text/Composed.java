package io.iplive.notifier.text;

/**
 * A finished text.
 *
 * @param subject one line; empty except for a mail
 * @param html empty except for a mail
 */
public record Composed(String subject, String text, String html) {}

package io.iplive.notifier;

import io.iplive.notifier.text.Texts;
import java.io.IOException;
import java.io.UncheckedIOException;

/** The built-in texts, as the program reads them. */
public final class Words {

  private Words() {}

  public static Texts texts() {
    try {
      return new ChannelsConfiguration().texts();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

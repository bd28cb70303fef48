package io.iplive.notifier.directory;

import java.util.List;

/** An account with all its apps. */
public record Account(long accountId, Version version, List<App> apps) {

  public Account {
    apps = List.copyOf(apps);
  }
}

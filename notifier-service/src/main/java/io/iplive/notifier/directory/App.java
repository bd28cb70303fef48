package io.iplive.notifier.directory;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One project of an account that gets call_back_to_php.
 *
 * @param name its app_name
 * @param address its callback address; null: no callbacks
 * @param onChange whether only changes are told; else every round
 * @param includeInconclusive whether inconclusive records are told as -1; else left out
 */
public record App(
    long appId,
    long accountId,
    String name,
    @Nullable String address,
    List<SealedSecret> secrets,
    boolean onChange,
    boolean includeInconclusive)
    implements Recipient {

  public App {
    secrets = List.copyOf(secrets);
  }

  @Override
  public String host() {
    return Recipient.host(address);
  }
}

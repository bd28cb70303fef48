package io.iplive.local.instance;

import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What operators set for services in {@code services.properties}: the service's name, a dot, and
 * the setting as its own settings file names it.
 *
 * @param entries as they stand in the file
 */
public record OperatorSettings(Map<String, String> entries) {

  private static final Set<String> SERVICES =
      Set.of("gateway", "scheduler", "prober", "verdict", "notifier");

  public OperatorSettings {
    entries = Map.copyOf(entries);
  }

  /**
   * Those of an installation; none when there is no such file.
   *
   * @throws Complaint when one is of no service
   */
  public static OperatorSettings of(DataDirectory data) {
    OperatorSettings settings = new OperatorSettings(PropertiesFile.read(data.services()));
    settings.entries.keySet().stream()
        .filter(name -> !SERVICES.contains(service(name)))
        .findFirst()
        .ifPresent(name -> {
          throw new Complaint(
              "%s sets '%s', which begins with no service's name: notifier.%s, say."
                  .formatted(data.services(), name, name));
        });
    return settings;
  }

  /** Of one service; probers share theirs. */
  public Map<String, String> of(String name) {
    String prefix = (name.startsWith("prober-") ? "prober" : name) + ".";
    return entries.entrySet().stream()
        .filter(entry -> entry.getKey().startsWith(prefix))
        .collect(
            Collectors.toMap(
                entry -> entry.getKey().substring(prefix.length()), Map.Entry::getValue));
  }

  private static String service(String name) {
    return name.substring(0, Math.max(0, name.indexOf('.')));
  }

  /** Passwords are among them. */
  @Override
  public String toString() {
    return "OperatorSettings[not shown]";
  }
}

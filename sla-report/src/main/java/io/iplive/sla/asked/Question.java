package io.iplive.sla.asked;

import io.iplive.sla.figures.Terms;
import io.iplive.sla.span.Range;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * What a report is asked for.
 *
 * @param account name, or number
 * @param monitors of these only; empty: of all
 * @param rounds whether rounds.v1 is read as far as it is kept
 * @param out a file, of several formats what it is called before their extensions; empty: standard
 *     output
 * @param brokers host:port, separated by commas; empty: as the environment says
 * @param registry root of its API; empty: as the environment says
 * @param config a file of Kafka client settings; empty: none are needed
 */
public record Question(
    String account,
    Range range,
    Set<Long> monitors,
    Terms terms,
    boolean rounds,
    Language language,
    List<Format> formats,
    Optional<String> out,
    Optional<String> brokers,
    Optional<String> registry,
    Optional<String> config) {

  /** In which the page is written. */
  public enum Language {
    EN,
    RU,
    ZH
  }

  /** What the report is written as. */
  public enum Format {
    HTML,
    CSV,
    JSON
  }

  public Question {
    monitors = Set.copyOf(monitors);
    formats = List.copyOf(formats);
  }

  /** Where a format is written; empty: standard output. */
  public Optional<String> out(Format format) {
    return formats.size() == 1
        ? out
        : out.map(name -> name + "." + format.name().toLowerCase(Locale.ROOT));
  }
}

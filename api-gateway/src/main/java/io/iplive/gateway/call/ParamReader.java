package io.iplive.gateway.call;

import io.iplive.gateway.call.Refusal.ParamError;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the parameters of one call one after the other; the first unusable one is the answer. */
public final class ParamReader {

  private static final Pattern LINE_BREAKS = Pattern.compile("[\\r\\n\\x00]");

  private final Params params;
  private final Set<String> secret;
  private final Set<String> known = new LinkedHashSet<>();
  private @Nullable ParamError error;

  /**
   * A reader.
   *
   * @param secret names whose values are never shown
   */
  public ParamReader(Params params, Set<String> secret) {
    this.params = params;
    this.secret = secret;
  }

  /** A parameter's value by its rule; {@code Absent} also when it was refused. */
  public <T> Sent<T> read(String name, Rule<T> rule) {
    return read(name, rule, false);
  }

  /** A parameter whose line breaks are its own, as those of JSON are. */
  public <T> Sent<T> readVerbatim(String name, Rule<T> rule) {
    return read(name, rule, true);
  }

  private <T> Sent<T> read(String name, Rule<T> rule, boolean verbatim) {
    known.add(name);
    if (params.count(name) == 0) {
      return new Sent.Absent<>();
    }
    if (refused(name, verbatim)) {
      return new Sent.Absent<>();
    }
    Optional<String> text = params.text(name);
    if (text.isEmpty()) {
      return new Sent.Blank<>();
    }
    return switch (rule.read(text.get())) {
      case Rule.Reading.Good<T>(T value) -> new Sent.Value<>(value);
      case Rule.Reading.Bad<T>(String part, String allowed) -> {
        refuse(name, part, allowed);
        yield new Sent.Absent<>();
      }
    };
  }

  /** A parameter that is 0 or 1; in JSON true and false will do. */
  public Sent<Boolean> flag(String name) {
    boolean single = params.booleans().contains(name) && params.count(name) == 1;
    Optional<Boolean> value = params.text(name).filter(_ -> single).flatMap(Rules::truth);
    if (value.isEmpty()) {
      return read(name, Rules.flag());
    }
    known.add(name);
    return new Sent.Value<>(value.get());
  }

  private boolean refused(String name, boolean verbatim) {
    String raw = params.values().getOrDefault(name, List.of()).getFirst();
    if (params.count(name) > 1) {
      refuse(name, raw, "once in a call");
      return true;
    }
    if (!verbatim && LINE_BREAKS.matcher(raw).find()) {
      refuse(name, raw, "a value without CR, LF and NUL");
      return true;
    }
    if (params.structures().contains(name)) {
      refuse(name, raw, "one number or text");
      return true;
    }
    if (params.booleans().contains(name)) {
      refuse(name, raw, Rules.NO_TRUTH);
      return true;
    }
    return false;
  }

  /** Finds a fault that no rule of one parameter sees. */
  public void refuse(String name, String value, String allowed) {
    if (error == null) {
      String shown = secret.contains(name) ? ParamError.HIDDEN : value;
      error = new ParamError(name, shown, allowed);
    }
  }

  /** Why the call is refused, if it is: whatever required is missing, else the first fault. */
  public Optional<Refusal> refusal(List<String> required) {
    List<String> missing = params.missing(required);
    return missing.isEmpty()
        ? error().map(Refusal.class::cast)
        : Optional.of(new Refusal.Lack(missing));
  }

  /** The first fault, in the order read; then line breaks in what was not read. */
  private Optional<ParamError> error() {
    params.ignored(known).stream()
        .filter(name -> !secret.contains(name))
        .filter(name ->
            params.values().getOrDefault(name, List.of()).stream().anyMatch(ParamReader::broken))
        .findFirst()
        .ifPresent(name -> refuse(name, "", "a value without CR, LF and NUL"));
    return Optional.ofNullable(error);
  }

  private static boolean broken(String value) {
    return LINE_BREAKS.matcher(value).find();
  }
}

package io.iplive.gateway.action;

import io.iplive.gateway.action.CallParams.Param;
import io.iplive.gateway.call.Rule;
import io.iplive.gateway.call.Rules;
import io.iplive.gateway.call.Sent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads the parameters of one call and collects everything that is wrong with them: one call, all
 * its errors. Names that nobody read are the ignored ones.
 */
public final class Inputs {

  /** What the transport reads. */
  private static final Set<String> TRANSPORT =
      Set.of("user", "password", "action", "format", "charset");

  private static final Set<String> SECRET = Set.of("password", "secret", "headers", "body");
  private static final String HIDDEN = "***";
  private static final Pattern LINE_BREAKS = Pattern.compile("[\\r\\n\\x00]");

  private final CallParams params;
  private final Set<String> known;
  private final List<Fault> faults = new ArrayList<>();
  private final Set<String> faulty = new HashSet<>();

  public Inputs(CallParams params) {
    this(params, TRANSPORT);
  }

  private Inputs(CallParams params, Set<String> transport) {
    this.params = params;
    this.known = new LinkedHashSet<>(transport);
  }

  /** Of a call whose transport reads none of its parameters. */
  public static Inputs ofBody(CallParams params) {
    return new Inputs(params, Set.of());
  }

  /** A parameter without blanks around it; {@code Absent} also when it was refused. */
  public <T> Sent<T> read(String name, Rule<T> rule) {
    return read(name, params.params().get(name), rule);
  }

  /** A comma list, which may also be sent element by element. */
  public <T> Sent<T> readList(String name, Rule<T> rule) {
    return params.params().get(name) instanceof Param.Many(List<String> elements)
        ? read(name, new Param.One(String.join(",", elements)), rule)
        : read(name, rule);
  }

  private <T> Sent<T> read(String name, @Nullable Param param, Rule<T> rule) {
    return switch (param) {
      case Param.One(String text) when LINE_BREAKS.matcher(text).find() -> {
        known.add(name);
        refuse(name, text, "values without CR, LF and NUL");
        yield new Sent.Absent<>();
      }
      case Param.One(String text) -> sent(name, param, text.strip(), rule);
      case null, default -> sent(name, param, "", rule);
    };
  }

  /** A parameter of any text, as it was sent: blanks and line breaks count. */
  public <T> Sent<T> readVerbatim(String name, Rule<T> rule) {
    String text = params.text(name);
    return sent(name, params.params().get(name), text == null ? "" : text, rule);
  }

  /** A parameter that is 0 or 1; in JSON true and false will do. */
  public Sent<Boolean> flag(String name) {
    Optional<Boolean> value =
        params.params().get(name) instanceof Param.Truth(String text)
            ? Rules.truth(text)
            : Optional.empty();
    if (value.isEmpty()) {
      return read(name, Rules.flag());
    }
    known.add(name);
    return new Sent.Value<>(value.get());
  }

  private <T> Sent<T> sent(String name, @Nullable Param param, String text, Rule<T> rule) {
    known.add(name);
    return switch (param) {
      case null -> new Sent.Absent<>();
      case Param.Repeated _, Param.Many _ -> {
        add(Fault.repeated(name));
        yield new Sent.Absent<>();
      }
      case Param.Garbled() -> {
        add(Fault.garbled(name, params.charset()));
        yield new Sent.Absent<>();
      }
      case Param.Truth(String word) -> {
        refuse(name, word, Rules.NO_TRUTH);
        yield new Sent.Absent<>();
      }
      case Param.One _ when text.isBlank() -> new Sent.Blank<>();
      case Param.One _ ->
          switch (rule.read(text)) {
            case Rule.Reading.Good<T>(T value) -> new Sent.Value<>(value);
            case Rule.Reading.Bad<T>(String part, String allowed) -> {
              refuse(name, part, allowed);
              yield new Sent.Absent<>();
            }
          };
    };
  }

  /** A parameter that has to be there; its value may be taken in {@link #answer} only. */
  public <T> Supplier<T> required(String name, Rule<T> rule) {
    return required(name, read(name, rule));
  }

  /** Makes a parameter that was read one that has to be there. */
  public <T> Supplier<T> required(String name, Sent<T> sent) {
    if (!(sent instanceof Sent.Value<T>) && !faulty.contains(name)) {
      add(Fault.missing(name));
    }
    return () -> {
      if (sent instanceof Sent.Value<T>(T value)) {
        return value;
      }
      throw new IllegalStateException(name + " is taken although it is at fault");
    };
  }

  /** Finds a value that is not allowed. */
  public void refuse(String name, String value, String allowed) {
    add(Fault.invalid(name, SECRET.contains(name) ? HIDDEN : value, allowed));
  }

  /** Finds a fault that no rule of one parameter sees. */
  public void add(Fault fault) {
    faults.add(fault);
    if (fault.param() != null) {
      faulty.add(fault.param());
    }
  }

  /** Whether nothing is known to be wrong with any of these. */
  public boolean good(String... names) {
    return Arrays.stream(names).noneMatch(faulty::contains);
  }

  /** Does the work if there is no fault in the whole call. */
  public Result answer(Supplier<Result> work) {
    return faults().<Result>map(Result.Refused::new).orElseGet(work);
  }

  /** Every fault of the call, when all its parameters were read; empty when there is none. */
  public Optional<List<Fault>> faults() {
    params
        .params()
        .forEach((name, param) -> {
          boolean transport = TRANSPORT.contains(name) && !faulty.contains(name);
          switch (param) {
            case Param.Garbled _ when transport || !known.contains(name) ->
                add(Fault.garbled(name, params.charset()));
            case Param.Repeated _ when transport -> add(Fault.repeated(name));
            case Param.Many _ when transport -> add(Fault.repeated(name));
            case Param.One _, Param.Truth _, Param.Garbled _, Param.Repeated _, Param.Many _ -> {}
          }
        });
    return faults.isEmpty() ? Optional.empty() : Optional.of(List.copyOf(faults));
  }

  /** What was sent and means nothing. */
  public List<String> ignored() {
    return params.params().keySet().stream().filter(name -> !known.contains(name)).toList();
  }
}

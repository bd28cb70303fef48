package io.iplive.gateway.api.account;

import io.iplive.gateway.account.AccountCommand.SetApp;
import io.iplive.gateway.account.AccountCommand.SetProfile;
import io.iplive.gateway.account.App;
import io.iplive.gateway.account.AppId;
import io.iplive.gateway.account.Template;
import io.iplive.gateway.action.Inputs;
import io.iplive.gateway.address.IpAddress;
import io.iplive.gateway.call.Rule;
import io.iplive.gateway.call.Rule.Reading;
import io.iplive.gateway.call.Rules;
import io.iplive.gateway.call.WebRules;
import java.net.InetAddress;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads what operators say of an account. */
final class AccountForms {

  private static final Map<String, App.Mode> MODES =
      words("every_round", App.Mode.EVERY_ROUND, "on_change", App.Mode.ON_CHANGE);
  private static final Map<String, App.Inconclusive> INCONCLUSIVE =
      words("omit", App.Inconclusive.OMIT, "include", App.Inconclusive.INCLUDE);
  private static final Map<String, Template.Event> EVENTS = events();

  private static final Pattern MAIL = Pattern.compile("[^\\s@<>\"]{1,64}@[^\\s@<>\"]{1,253}");
  private static final Pattern SMS_SENDER =
      Pattern.compile("[A-Za-z0-9 ._-]{1,11}|\\+?[0-9]{1,15}");
  private static final Pattern CODES = Pattern.compile("\\*|[1-5]xx|[0-9]{1,4}");
  private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");
  private static final int MOST_TEXT = 20_000;

  private AccountForms() {}

  static SetProfile profile(Inputs inputs) {
    return new SetProfile(
        inputs.read("user_agent", WebRules.headerValue(255)),
        inputs.read("test", Rules.flag()),
        inputs.read("sender_address", matching(MAIL, "a mail address as name@example.org")),
        inputs.read("sender_name", line(100)),
        inputs.read("reply_to", matching(MAIL, "a mail address as name@example.org")),
        inputs.read(
            "sms_sender", matching(SMS_SENDER, "up to 11 letters and digits, or a number")));
  }

  static SetApp app(Inputs inputs, AppId app, Predicate<InetAddress> permitted) {
    return new SetApp(
        app,
        inputs.read("callback", WebRules.receiver(permitted)),
        inputs.read("mode", Rules.oneOf(MODES)),
        inputs.read("inconclusive", Rules.oneOf(INCONCLUSIVE)),
        inputs.read("allow", AccountForms::networks));
  }

  /** One template; empty once something is at fault. */
  static Optional<Template> template(Inputs inputs) {
    Supplier<Template.Event> event = inputs.required("event", Rules.oneOf(EVENTS));
    var codes = inputs.read("codes", matching(CODES, "a code like 404, a class like 4xx, or *"));
    var audience =
        inputs.read("audience", Rules.oneOf(words("client", "client", "staff", "staff")));
    Supplier<String> language =
        inputs.required("language", Rules.oneOf(Map.of("en", "en", "ru", "ru", "zh", "zh")));
    Supplier<String> channel =
        inputs.required(
            "channel", Rules.oneOf(Map.of("email", "email", "sms", "sms", "telegram", "telegram")));
    var subject = inputs.read("subject", line(500));
    Supplier<String> text = inputs.required("text", inputs.readVerbatim("text", text()));
    var html = inputs.readVerbatim("html", text());
    boolean good =
        inputs.good("event", "codes", "audience", "language", "channel", "subject", "text", "html");
    return good
        ? Optional.of(
            new Template(
                event.get(),
                codes.or("*", "*"),
                audience.orNone(null),
                language.get(),
                channel.get(),
                subject.orNone(null),
                text.get(),
                html.orNone(null)))
        : Optional.empty();
  }

  /** Networks in CIDR form, separated by commas; a bare address is a network of one. */
  private static Reading<List<String>> networks(String text) {
    List<String> networks = Stream.of(text.split(",", -1)).map(String::strip).toList();
    for (String network : networks) {
      int slash = network.indexOf('/');
      String address = slash < 0 ? network : network.substring(0, slash);
      Optional<IpAddress> known = IpAddress.parse(address);
      int bits = known.map(ip -> ip.inet().getAddress().length * Byte.SIZE).orElse(-1);
      String prefix =
          slash < 0 ? Integer.toString(Math.max(bits, 0)) : network.substring(slash + 1);
      boolean fits = bits > 0 && prefix.matches("[0-9]{1,3}") && Integer.parseInt(prefix) <= bits;
      if (!fits) {
        return new Reading.Bad<>(network, "networks like 192.0.2.0/24, separated by commas");
      }
    }
    return new Reading.Good<>(
        networks.stream()
            .map(network ->
                network.indexOf('/') >= 0
                    ? network
                    : network + (network.indexOf(':') >= 0 ? "/128" : "/32"))
            .toList());
  }

  private static Rule<String> line(int most) {
    return text ->
        text.length() <= most && !CONTROL.matcher(text).find()
            ? new Reading.Good<>(text)
            : new Reading.Bad<>(
                text, "up to %d characters, none of them a control character".formatted(most));
  }

  private static Rule<String> text() {
    return text ->
        text.length() <= MOST_TEXT && text.indexOf('\0') < 0
            ? new Reading.Good<>(text)
            : new Reading.Bad<>(text, "up to %d characters without NUL".formatted(MOST_TEXT));
  }

  private static Rule<String> matching(Pattern pattern, String allowed) {
    return text ->
        pattern.matcher(text).matches()
            ? new Reading.Good<>(text)
            : new Reading.Bad<>(text, allowed);
  }

  private static <T> Map<String, T> words(String one, T first, String two, T second) {
    Map<String, T> words = new LinkedHashMap<>();
    words.put(one, first);
    words.put(two, second);
    return words;
  }

  private static Map<String, Template.Event> events() {
    Map<String, Template.Event> events = new LinkedHashMap<>();
    events.put("opened", Template.Event.OPENED);
    events.put("closed", Template.Event.CLOSED);
    events.put("reminder", Template.Event.REMINDER);
    events.put("balance_low", Template.Event.BALANCE_LOW);
    events.put("balance_zero", Template.Event.BALANCE_ZERO);
    return events;
  }
}

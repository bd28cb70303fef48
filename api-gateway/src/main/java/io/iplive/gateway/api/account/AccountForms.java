package io.iplive.gateway.api.account;

import io.iplive.gateway.account.AccountCommand.SetApp;
import io.iplive.gateway.account.AccountCommand.SetProfile;
import io.iplive.gateway.account.AccountId;
import io.iplive.gateway.account.App;
import io.iplive.gateway.account.AppId;
import io.iplive.gateway.account.Template;
import io.iplive.gateway.account.TextPreviews.Wanted;
import io.iplive.gateway.action.Inputs;
import io.iplive.gateway.address.Network;
import io.iplive.gateway.call.Rule;
import io.iplive.gateway.call.Rule.Reading;
import io.iplive.gateway.call.Rules;
import io.iplive.gateway.call.WebRules;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** Reads what operators say of an account. */
final class AccountForms {

  private static final Pattern MAIL = Pattern.compile("[^\\s@<>\"]{1,64}@[^\\s@<>\"]{1,253}");
  private static final Pattern SMS_SENDER =
      Pattern.compile("[A-Za-z0-9 ._-]{1,11}|\\+?[0-9]{1,15}");
  private static final Pattern CODES = Pattern.compile("\\*|[1-5]xx|[0-9]{1,4}");
  private static final Pattern CONTROL = Pattern.compile("\\p{Cc}");
  private static final int MOST_TEXT = 20_000;

  private static final Rule<String> AUDIENCES = Rules.oneOf("client", "staff");
  private static final Rule<String> LANGUAGES = Rules.oneOf("en", "ru", "zh");
  private static final Rule<String> CHANNELS = Rules.oneOf("email", "sms", "telegram");
  private static final int MOST_CODE = 9_999;

  private AccountForms() {}

  static SetProfile profile(Inputs inputs) {
    return new SetProfile(
        inputs.read("user_agent", WebRules.headerValue(255)),
        inputs.flag("test"),
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
        inputs.read("mode", Rules.oneOf(App.Mode.values())),
        inputs.read("inconclusive", Rules.oneOf(App.Inconclusive.values())),
        inputs.readList("allow", AccountForms::networks));
  }

  /** One template; empty once something is at fault. */
  static Optional<Template> template(Inputs inputs) {
    Supplier<Template.Event> event = inputs.required("event", Rules.oneOf(Template.Event.values()));
    var codes = inputs.read("codes", matching(CODES, "a code like 404, a class like 4xx, or *"));
    var audience = inputs.read("audience", AUDIENCES);
    Supplier<String> language = inputs.required("language", LANGUAGES);
    Supplier<String> channel = inputs.required("channel", CHANNELS);
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

  /** What text is to be shown; to be asked for once nothing is at fault. */
  static Supplier<Wanted> preview(Inputs inputs, AccountId account) {
    Supplier<Template.Event> event = inputs.required("event", Rules.oneOf(Template.Event.values()));
    Supplier<String> channel = inputs.required("channel", CHANNELS);
    var code = inputs.read("code", Rules.integer(0, MOST_CODE, ""));
    var audience = inputs.read("audience", AUDIENCES);
    var language = inputs.read("language", LANGUAGES);
    var zone = inputs.read("zone", Rules.zone());
    return () ->
        new Wanted(
            account.value(),
            event.get(),
            code.orNone(null),
            audience.or("staff", "staff"),
            language.or("en", "en"),
            zone.or("UTC", "UTC"),
            channel.get());
  }

  /** Networks in CIDR form, separated by commas; a bare address is a network of one. */
  private static Reading<List<String>> networks(String text) {
    List<String> networks = new ArrayList<>();
    for (String part : text.split(",", -1)) {
      Optional<Network> network = Network.parse(part.strip());
      if (network.isEmpty()) {
        return new Reading.Bad<>(part.strip(), "networks like 192.0.2.0/24, separated by commas");
      }
      networks.add(network.get().text());
    }
    return new Reading.Good<>(networks);
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
}

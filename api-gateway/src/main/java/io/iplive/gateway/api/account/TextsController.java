package io.iplive.gateway.api.account;

import io.iplive.gateway.account.Account;
import io.iplive.gateway.account.AccountCommand.SetTemplates;
import io.iplive.gateway.account.AccountDirectory;
import io.iplive.gateway.account.AccountJournal;
import io.iplive.gateway.account.Template;
import io.iplive.gateway.account.TextPreviews;
import io.iplive.gateway.action.CallParams;
import io.iplive.gateway.action.Inputs;
import io.iplive.gateway.api.OperatorAnswers;
import io.iplive.gateway.api.OperatorCalls;
import io.iplive.gateway.api.OperatorRefusedException;
import io.iplive.gateway.api.body.JsonObjects;
import io.iplive.gateway.call.Rule;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** An account's own texts of notices, and how any of its texts will look. */
@RestController
final class TextsController {

  private static final int MOST_TEMPLATES = 200;

  private final AccountDirectory directory;
  private final AccountJournal journal;
  private final TextPreviews previews;
  private final OperatorCalls calls;
  private final Clock clock;

  TextsController(
      AccountDirectory directory,
      AccountJournal journal,
      TextPreviews previews,
      OperatorCalls calls,
      Clock clock) {
    this.directory = directory;
    this.journal = journal;
    this.previews = previews;
    this.calls = calls;
    this.clock = clock;
  }

  @PostMapping("/operator/accounts/{name}/templates")
  ResponseEntity<byte[]> setTemplates(HttpServletRequest request, @PathVariable String name)
      throws IOException {
    calls.authorise(request);
    Account account = account(name);
    Inputs inputs = OperatorInputs.read(request);
    Supplier<List<CallParams>> given =
        inputs.required("templates", inputs.readVerbatim("templates", templates()));
    OperatorInputs.check(inputs);
    List<Template> templates = new ArrayList<>();
    for (CallParams params : given.get()) {
      Inputs each = new Inputs(params);
      AccountForms.template(each).ifPresent(templates::add);
      OperatorInputs.check(each);
    }
    Account after =
        journal
            .execute(
                account.id(),
                new SetTemplates(templates),
                clock.instant().truncatedTo(ChronoUnit.MILLIS))
            .orElseThrow();
    return OperatorAnswers.ok(AccountViews.of(after));
  }

  @PostMapping("/operator/accounts/{name}/preview")
  ResponseEntity<byte[]> preview(HttpServletRequest request, @PathVariable String name)
      throws IOException {
    calls.authorise(request);
    Account account = account(name);
    Inputs inputs = OperatorInputs.read(request);
    Supplier<TextPreviews.Wanted> wanted = AccountForms.preview(inputs, account.id());
    OperatorInputs.check(inputs);
    return previews
        .preview(wanted.get())
        .map(OperatorAnswers::ok)
        .orElseThrow(() ->
            new OperatorRefusedException(
                HttpStatus.SERVICE_UNAVAILABLE, "The notifier did not compose the text"));
  }

  private static Rule<List<CallParams>> templates() {
    return text ->
        JsonObjects.array(text)
            .filter(all -> all.size() <= MOST_TEMPLATES)
            .<Rule.Reading<List<CallParams>>>map(Rule.Reading.Good::new)
            .orElseGet(() ->
                new Rule.Reading.Bad<>(
                    text, "an array of up to %d objects".formatted(MOST_TEMPLATES)));
  }

  private Account account(String name) {
    return directory
        .whole(name)
        .orElseThrow(() ->
            new OperatorRefusedException(
                HttpStatus.NOT_FOUND, "There is no account '%s'".formatted(name)));
  }
}

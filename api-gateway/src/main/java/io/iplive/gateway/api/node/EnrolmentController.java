package io.iplive.gateway.api.node;

import io.iplive.gateway.account.SecretBox;
import io.iplive.gateway.account.SecretHash;
import io.iplive.gateway.address.IpAddress;
import io.iplive.gateway.api.Answer;
import io.iplive.gateway.api.Answers;
import io.iplive.gateway.api.ApiSettings;
import io.iplive.gateway.api.Credentials;
import io.iplive.gateway.api.GuessGuard;
import io.iplive.gateway.api.SourceAddresses;
import io.iplive.gateway.api.body.CallBody;
import io.iplive.gateway.api.body.RefusedException;
import io.iplive.gateway.api.body.UnhandledException;
import io.iplive.gateway.call.ParamReader;
import io.iplive.gateway.call.Params;
import io.iplive.gateway.call.Refusal;
import io.iplive.gateway.call.Rules;
import io.iplive.gateway.call.Sent;
import io.iplive.gateway.node.Newcomer;
import io.iplive.gateway.node.NodeJournal;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** add_node (contracts/iplive.md). */
@RestController
final class EnrolmentController {

  private static final Set<String> KNOWN = Set.of("node_ip", "passwd", "jobs");

  private final NodeJournal nodes;
  private final SecretBox secrets;
  private final ApiSettings settings;
  private final SourceAddresses sources;
  private final GuessGuard guard;
  private final Answers answers;
  private final Clock clock;

  EnrolmentController(
      NodeJournal nodes,
      SecretBox secrets,
      ApiSettings settings,
      SourceAddresses sources,
      Answers answers,
      Clock clock) {
    this.nodes = nodes;
    this.secrets = secrets;
    this.settings = settings;
    this.sources = sources;
    this.guard = new GuessGuard(clock);
    this.answers = answers;
    this.clock = clock;
  }

  private record Enrolled(long nodeId, @Nullable String token, @Nullable List<String> ignored) {}

  @PostMapping("/add_node")
  ResponseEntity<byte[]> addNode(HttpServletRequest request) throws IOException {
    Params params = CallBody.read(request);
    requireEnrolmentSecret(request, params);
    ParamReader reader = new ParamReader(params, Set.of("passwd"));
    Sent<IpAddress> address = reader.read("node_ip", Rules.address());
    boolean remote = reader.read("jobs", Rules.oneOf(Map.of("kafka", false))).or(true, true);
    reader
        .refusal(List.of("node_ip"))
        .ifPresent(refusal -> {
          throw new RefusedException(refusal);
        });
    String token = secrets.generate();
    Newcomer newcomer =
        new Newcomer(address.required(), remote, !settings.approval(), SecretHash.of(token));
    NodeJournal.Enrolment enrolment =
        nodes.enrol(newcomer, clock.instant().truncatedTo(ChronoUnit.MILLIS));
    List<String> ignored = params.ignored(KNOWN);
    Enrolled info =
        new Enrolled(
            enrolment.node().value(),
            enrolment.created() ? token : null,
            ignored.isEmpty() ? null : ignored);
    return answers.send(request, new Answer(Answer.SUCCESS, "add node successfully", info));
  }

  private void requireEnrolmentSecret(HttpServletRequest request, Params params) {
    String source = sources.of(request);
    guard
        .waitOf(source)
        .ifPresent(wait -> {
          throw new UnhandledException(
              HttpStatus.TOO_MANY_REQUESTS, "too many wrong passwords", wait);
        });
    boolean right =
        !settings.enrolmentSecret().isBlank()
            && params.count("passwd") == 1
            && Credentials.same(params.text("passwd").orElse(""), settings.enrolmentSecret());
    if (!right) {
      guard.wrong(source);
      throw new RefusedException(new Refusal.WrongToken());
    }
  }
}

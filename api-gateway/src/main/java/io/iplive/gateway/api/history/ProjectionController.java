package io.iplive.gateway.api.history;

import io.iplive.gateway.api.OperatorAnswers;
import io.iplive.gateway.api.OperatorCalls;
import io.iplive.gateway.api.OperatorRefusedException;
import io.iplive.gateway.projection.Projection;
import io.iplive.gateway.projection.Rebuilding;
import io.iplive.gateway.projection.Standing;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Shows projections, and has them made anew. */
@RestController
final class ProjectionController {

  private final Rebuilding projections;
  private final OperatorCalls calls;

  ProjectionController(Rebuilding projections, OperatorCalls calls) {
    this.projections = projections;
    this.calls = calls;
  }

  private record Shown(String projection, int generation, @Nullable Integer building) {

    static Shown of(Projection projection, Standing standing) {
      return new Shown(projection.word(), standing.active(), standing.building());
    }
  }

  @GetMapping("/operator/projections")
  ResponseEntity<byte[]> list(HttpServletRequest request) {
    calls.authorise(request);
    List<Shown> all =
        projections.all().stream().map(row -> Shown.of(row.projection(), row.standing())).toList();
    return OperatorAnswers.ok(all);
  }

  @PostMapping("/operator/projections/{name}/rebuild")
  ResponseEntity<byte[]> rebuild(HttpServletRequest request, @PathVariable String name) {
    calls.authorise(request);
    Projection projection =
        Projection.named(name)
            .orElseThrow(() ->
                new OperatorRefusedException(
                    HttpStatus.NOT_FOUND,
                    "projection is '%s'; allowed: %s"
                        .formatted(
                            name,
                            Arrays.stream(Projection.values())
                                .map(Projection::word)
                                .collect(Collectors.joining(", ")))));
    return OperatorAnswers.ok(Shown.of(projection, projections.begin(projection)));
  }
}

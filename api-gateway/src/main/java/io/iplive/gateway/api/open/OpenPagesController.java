package io.iplive.gateway.api.open;

import io.iplive.gateway.node.NodeDirectory;
import io.iplive.schemas.FailureCode;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@code /code/}, {@code /nodes.txt} and {@code /nodes.json} (contracts/monitorus.md). A customer's
 * customer may see them, so nothing in them names a product.
 */
@RestController
final class OpenPagesController {

  private static final String JSON_TYPE = "application/json; charset=utf-8";
  private static final JsonMapper JSON =
      JsonMapper.builder().disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY).build();

  private final NodeDirectory nodes;

  OpenPagesController(NodeDirectory nodes) {
    this.nodes = nodes;
  }

  private record Code(int code, String text) {}

  private record Codes(List<Code> codes) {}

  private record Nodes(List<String> nodes) {}

  @GetMapping({"/code", "/code/"})
  ResponseEntity<byte[]> codes(
      @RequestHeader(name = HttpHeaders.ACCEPT, defaultValue = "") String accept,
      @RequestParam(name = "format", required = false) @Nullable String format) {
    List<Code> codes =
        Arrays.stream(FailureCode.values())
            .map(code -> new Code(code.number(), code.sentence() + "."))
            .toList();
    boolean json = format == null ? accept.contains("json") : format.equals("json");
    return json
        ? sent(JSON_TYPE, JSON.writeValueAsString(new Codes(codes)))
        : sent("text/html; charset=utf-8", page(codes));
  }

  @GetMapping("/nodes.txt")
  ResponseEntity<byte[]> nodesAsText() {
    return sent(
        "text/plain; charset=utf-8",
        addresses().stream().map(address -> address + "\n").collect(Collectors.joining()));
  }

  @GetMapping("/nodes.json")
  ResponseEntity<byte[]> nodesAsJson() {
    return sent(JSON_TYPE, JSON.writeValueAsString(new Nodes(addresses())));
  }

  private List<String> addresses() {
    return nodes.probing().stream().map(node -> node.address().text()).toList();
  }

  private static String page(List<Code> codes) {
    String rows =
        codes.stream()
            .map(code -> "<tr><td>%d</td><td>%s</td></tr>\n".formatted(code.code(), code.text()))
            .collect(Collectors.joining());
    return """
    <!doctype html>
    <html lang="en">
    <head><meta charset="utf-8"><title>Error codes</title></head>
    <body>
    <h1>Error codes</h1>
    <p>0: there was no answer. 100 to 599: the HTTP status code that was received.</p>
    <table>
    <tr><th>Code</th><th>Meaning</th></tr>
    %s</table>
    </body>
    </html>
    """
        .formatted(rows);
  }

  private static ResponseEntity<byte[]> sent(String type, String text) {
    return ResponseEntity.ok()
        .header(HttpHeaders.CONTENT_TYPE, type)
        .body(text.getBytes(StandardCharsets.UTF_8));
  }
}

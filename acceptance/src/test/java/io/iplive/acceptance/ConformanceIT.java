package io.iplive.acceptance;

import static io.iplive.acceptance.site.Behaviour.ERROR;
import static io.iplive.acceptance.site.Behaviour.GOOD;
import static io.iplive.acceptance.site.Behaviour.HANG;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.iplive.acceptance.conformance.Levels;
import io.iplive.acceptance.conformance.Performance;
import io.iplive.acceptance.conformance.Told;
import io.iplive.acceptance.conformance.Words;
import io.iplive.acceptance.receiver.StrictReceiver;
import io.iplive.acceptance.site.ScriptedTarget;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Both published contracts row by row. The rows are the Markdown files of {@code conformance/},
 * played in this order on one running system: outages begin first, so that they are over when the
 * calls about them are looked at.
 */
@ExtendWith(Staged.class)
class ConformanceIT {

  private static final List<String> FAILING = List.of("127.0.8.1", "127.0.8.11");
  private static final String HANGING = "127.0.8.13";

  @TestFactory
  Stream<DynamicNode> contracts(Stage stage) throws IOException {
    ScriptedTarget sites = stage.target();
    StrictReceiver receiver = new StrictReceiver(Stage.folder("conformance"));
    String root = "http://127.0.0.1:" + stage.installation().port();
    Words words = words(stage, receiver.address());
    Performance rows = new Performance(root, words);
    Levels levels = new Levels(root, words);
    FAILING.forEach(site -> sites.make(site, ERROR));
    sites.make(HANGING, HANG);
    return Stream.<DynamicNode>of(
            rows.of("accounts"),
            rows.of("callbacks/begin"),
            rows.of("iplive/transport"),
            rows.of("callbacks/down"),
            dynamicTest("The sites recover", () -> FAILING.forEach(site -> sites.make(site, GOOD))),
            rows.of("iplive/operate_monitor"),
            rows.of("iplive/update_and_stop"),
            rows.of("iplive/reading_back"),
            rows.of("task/transport"),
            rows.of("task/task_add"),
            rows.of("task/tasks"),
            rows.of("task/contacts"),
            rows.of("task/folders_and_pages"),
            rows.of("task/maintenances"),
            rows.of("callbacks/up"),
            Told.all("callbacks/told", receiver),
            rows.of("task/history"),
            dynamicTest("Nodes begin to vote", levels::begin),
            rows.of("callbacks/inconclusive"),
            rows.of("iplive/nodes"),
            levels.tests(),
            Told.some("callbacks/again", receiver))
        .onClose(levels::close)
        .onClose(rows::close)
        .onClose(receiver::close);
  }

  private static Words words(Stage stage, String receiver) throws IOException {
    Words words = new Words();
    words.put("operator", stage.installation().secret("operator.token"));
    words.put("enrolment", stage.installation().secret("enrolment.secret"));
    words.put("site", Integer.toString(stage.target().port()));
    words.put("callback", stage.receiver().callbackAddress());
    words.put("outage", stage.receiver().outageAddress());
    words.put("receiver", receiver);
    return words;
  }
}

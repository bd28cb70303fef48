package io.iplive.acceptance.cluster;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.iplive.local.children.Child;
import io.iplive.local.children.JavaCommand;
import io.iplive.local.health.Actuator;
import io.iplive.local.health.Health;
import io.iplive.local.health.HttpAnswers;
import io.iplive.local.instance.AotCaches;
import io.iplive.local.instance.DataDirectory;
import io.iplive.local.instance.Distribution;
import io.iplive.local.instance.Processes;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * An instance of a service in a process of its own.
 *
 * @param port where it answers for its health
 * @param settings asked for at each start
 */
record ServiceProcess(
    Service service,
    DataDirectory data,
    Distribution distribution,
    int port,
    Supplier<Map<String, String>> settings)
    implements Child {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Actuator ACTUATOR = new Actuator(new HttpAnswers());

  @Override
  public String name() {
    return service.word();
  }

  @Override
  public void prepare() {}

  @Override
  public List<String> command() {
    List<String> options =
        Stream.concat(
                Stream.of(
                    "-Xmx160m",
                    "-XX:TieredStopAtLevel=1",
                    "--enable-native-access=ALL-UNNAMED",
                    "--sun-misc-unsafe-memory-access=allow"),
                AotCaches.of(distribution, false).options(Processes.SERVICES).stream())
            .toList();
    return JavaCommand.of(
        Processes.marks(data, name(), distribution.stamp()),
        options,
        List.of("-cp", distribution.classPath("services"), service.program()));
  }

  /** Not on the command line, which everybody on the machine can read: secrets are among them. */
  @Override
  public Map<String, String> environment() {
    try {
      return Map.of("SPRING_APPLICATION_JSON", JSON.writeValueAsString(settings.get()));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Strings are JSON", e);
    }
  }

  @Override
  public Health health() {
    return ACTUATOR.health(port);
  }

  @Override
  public String remedy() {
    return "read its log";
  }
}

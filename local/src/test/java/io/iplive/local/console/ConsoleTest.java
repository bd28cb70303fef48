package io.iplive.local.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.iplive.local.instance.Complaint;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConsoleTest {

  @TempDir private Path data;

  @BeforeEach
  void neverWhollyStarted() throws Exception {
    Files.writeString(data.resolve("instance.properties"), "port=6003\n");
    Files.writeString(
        data.resolve("secrets.properties"),
        """
        database.password=p
        operator.token=t
        enrolment.secret=e
        encryption.key.k1=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=
        """);
  }

  @ParameterizedTest
  @CsvSource({
    "replay --from 2026-01-31T00:00:00Z --to 2026-02-01T00:00:00Z, 2",
    "replay --from yesterday --to 2026-02-01T00:00:00Z, 2",
    "sla --account acme --last day, 2",
    "read outages.v1, 1",
  })
  void aComplaintEndsTheProgramAsItsCommandPromises(String words, int code) {
    assertThat(complaint(words).exitCode()).isEqualTo(code);
  }

  @Test
  void withoutABrokersPortItSaysThatNothingRuns() {
    assertThat(complaint("sla --account acme --last day").sentence())
        .startsWith("iplive is not running in ")
        .endsWith(": start it with ./iplive up -d.");
  }

  @ParameterizedTest
  @CsvSource({
    "account add acme --allow 192.0.2.0/24, add does not take --allow",
    "account list --app shop, list does not take --app",
    "account rotate acme token --allow 192.0.2.0/24, rotate does not take --allow",
    "account topup acme 5 --currency EUR, topup does not take --currency",
    "account prices acme --id 7, prices does not take --id",
    "account balance acme --check 1, balance does not take --check",
    "account suspend acme --mode x, suspend does not take --mode",
    "account test-callback acme --test 1, test-callback does not take --test",
    "import iplive dump.sql --account acme, iplive does not take --account",
    "node list --token t, list does not take --token",
    "node --gateway http://g --node-ip 192.0.2.1 --json, does not take --json",
  })
  void anOptionThatWouldBeIgnoredIsRefused(String words, String refusal) {
    assertThat(complaint(words).sentence()).contains(refusal);
  }

  /** What is wrong with a value shows that the option is read. */
  @ParameterizedTest
  @CsvSource({
    "--allow 192.0.2.1, start: '192.0.2.1' is not a network",
    "--refuse 192.0.2.2, start: '192.0.2.2' is not a network",
    "--deny-ports smtp, start: 'smtp' is not a port",
    "--reference 192.0.2.3, start: '192.0.2.3' is not a host:port",
    "--max-in-flight many, max-in-flight is 'many'",
  })
  void aNodeElsewhereReadsEachOfItsOptions(String option, String refusal) {
    String node = "node --gateway http://g --node-ip 192.0.2.1 ";
    assertThat(complaint(node + option).sentence()).contains(refusal);
  }

  private Complaint complaint(String words) {
    List<String> arguments = new ArrayList<>(List.of("--data", data.toString()));
    arguments.addAll(List.of(words.split(" ", -1)));
    PrintStream nowhere =
        new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
    return catchThrowableOfType(Complaint.class, () -> new Console(nowhere).run(arguments));
  }
}

package io.iplive.local.instance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OperatorSettingsTest {

  @TempDir Path temporary;

  @Test
  void givesEachServiceItsOwn() throws IOException {
    DataDirectory data = DataDirectory.at(temporary).prepared();
    Files.writeString(
        data.services(),
        """
        notifier.iplive.channels.mail.host = mail.example
        prober.iplive.prober.max-in-flight = 50
        """);
    OperatorSettings settings = OperatorSettings.of(data);
    assertThat(settings.of("notifier"))
        .isEqualTo(Map.of("iplive.channels.mail.host", "mail.example"));
    assertThat(settings.of("prober-2")).isEqualTo(Map.of("iplive.prober.max-in-flight", "50"));
    assertThat(settings.of("gateway")).isEmpty();
    assertThat(settings.toString()).doesNotContain("mail.example");
  }

  @Test
  void refusesWhatIsOfNoService() throws IOException {
    DataDirectory data = DataDirectory.at(temporary).prepared();
    assertThat(OperatorSettings.of(data).entries()).isEmpty();
    Files.writeString(data.services(), "iplive.channels.mail.host = mail.example\n");
    assertThatThrownBy(() -> OperatorSettings.of(data))
        .isInstanceOf(Complaint.class)
        .hasMessageContaining("'iplive.channels.mail.host'")
        .hasMessageContaining("notifier.iplive.channels.mail.host");
  }
}

package io.iplive.notifier.doubles;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The double is as strict as the contract says the provider is. */
class SmscDoubleTest {

  private static final String ACCESS = "login=login&psw=password";
  private final SmscDouble smsc = new SmscDouble();
  private final HttpClient client = HttpClient.newHttpClient();

  @AfterEach
  void close() {
    client.close();
    smsc.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "0; OK - 1 SMS, ID - 1001",
        "1; 1001,1,2.50,97.50",
        "2; <result><id>1001</id><cnt>1</cnt><cost>2.50</cost><balance>97.50</balance></result>",
        "3; {\"id\":1001,\"cnt\":1,\"cost\":\"2.50\",\"balance\":\"97.50\"}"
      })
  void answersInTheFormAskedFor(String fmt, String answer) throws Exception {
    assertThat(send("id=1001&phones=79991234567&mes=a&fmt=" + fmt)).isEqualTo(answer);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "0; ERROR = 7 (invalid number)",
        "1; 1001,-7",
        "2; <result><error>invalid number</error><error_code>7</error_code><id>1001</id></result>",
        "3; {\"error\":\"invalid number\",\"error_code\":7,\"id\":1001}"
      })
  void refusesInTheFormAskedFor(String fmt, String answer) throws Exception {
    assertThat(send("id=1001&phones=12&mes=a&fmt=" + fmt)).isEqualTo(answer);
  }

  @Test
  void readsWindows1251UnlessAnotherCharsetIsNamed() throws Exception {
    send("phones=79991234567&mes=" + URLEncoder.encode("Сайт", Charset.forName("windows-1251")));
    send("phones=79991234567&mes=" + URLEncoder.encode("Сайт", StandardCharsets.UTF_8));
    send(
        "charset=utf-8&phones=79991234568&mes="
            + URLEncoder.encode("Сайт", StandardCharsets.UTF_8));
    assertThat(smsc.taken())
        .extracting(SmscDouble.Sms::text)
        .containsExactly("Сайт", "РЎР°Р№С‚", "Сайт");
  }

  @Test
  void takesTheSameMessageOnceAMinute() throws Exception {
    send("phones=79991234567&mes=a&fmt=3");
    assertThat(send("phones=79991234567&mes=a&fmt=3")).contains("\"error_code\":9");
    smsc.advance(Duration.ofSeconds(61));
    assertThat(send("phones=79991234567&mes=a&fmt=3")).contains("\"cnt\":1");
  }

  @ParameterizedTest
  @CsvSource({"0", "-1", "2147483648", "a"})
  void refusesNumbersThatAreNone(String id) throws Exception {
    assertThat(send("id=%s&phones=79991234567&mes=a&fmt=3".formatted(id)))
        .contains("\"error_code\":1");
  }

  @Test
  void blocksAfterFiveWrongLogins() throws Exception {
    for (int i = 0; i < 5; i++) {
      assertThat(call("send.php", "login=login&psw=wrong&phones=79991234567&mes=a&fmt=3"))
          .contains("\"error_code\":2");
    }
    assertThat(send("phones=79991234567&mes=a&fmt=3")).contains("\"error_code\":4");
    smsc.advance(Duration.ofMinutes(31));
    assertThat(send("phones=79991234567&mes=a&fmt=3")).contains("\"cnt\":1");
  }

  @Test
  void knowsOfAMessageWhatItWasTold() throws Exception {
    send("id=5&phones=%2B79991234567&mes=a");
    smsc.state(5, 1);
    assertThat(call("status.php", ACCESS + "&phone=79991234567&id=5&fmt=3"))
        .startsWith("{\"status\":1,");
    assertThat(call("status.php", ACCESS + "&phone=79991234567,&id=5,&fmt=3"))
        .startsWith("[{\"status\":1,")
        .contains("\"id\":5");
    smsc.advance(Duration.ofMinutes(1));
    assertThat(call("status.php", ACCESS + "&phone=79991234567,&id=6,&fmt=3"))
        .startsWith("[{\"status\":-3,");
    assertThat(call("status.php", ACCESS + "&phone=79991234567&id=6&fmt=3"))
        .isEqualTo("{\"error\":\"message not found\",\"error_code\":3}");
  }

  @Test
  void hasNoPatienceWithThoseWhoAskTooOften() throws Exception {
    for (int i = 0; i < 10; i++) {
      assertThat(call("balance.php", ACCESS + "&fmt=3")).isEqualTo("{\"balance\":\"100.00\"}");
    }
    assertThat(call("balance.php", ACCESS + "&fmt=3")).contains("error_code");
    assertThat(smsc.violations()).hasSize(1);
  }

  private String send(String form) throws IOException, InterruptedException {
    return call("send.php", ACCESS + "&" + form);
  }

  private String call(String script, String form) throws IOException, InterruptedException {
    return client
        .send(
            HttpRequest.newBuilder(URI.create(smsc.url() + "/sys/" + script))
                .POST(BodyPublishers.ofString(form))
                .build(),
            BodyHandlers.ofString())
        .body();
  }
}

package io.iplive.prober.probe.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebAddressTest {

  @ParameterizedTest
  @CsvSource({
    "http://a.example, http://a.example/",
    "HTTPS://A.Example:443/x, https://a.example/x",
    "http://a.example:8080?q=1#f, http://a.example:8080/?q=1",
    "https://b\u00fccher.example/stra\u00dfe, https://xn--bcher-kva.example/stra%C3%9Fe",
    "http://[2001:db8::1]:81/, http://[2001:db8:0:0:0:0:0:1]:81/",
    "http:\\\\a.example\\b, http://a.example/b",
    "http://a.example/x/../y/./z?a=../b, http://a.example/y/z?a=../b",
    "http://a.example/a b, http://a.example/a%20b"
  })
  void readsAddressesAsBrowsersDo(String url, String read) {
    assertThat(WebAddress.parse(url)).hasToString(read);
  }

  @ParameterizedTest
  @CsvSource({
    "'', /a/b?c",
    "#f, /a/b?c",
    "?d, /a/b?d",
    "d, /a/d",
    "./d/, /a/d/",
    "../d, /d",
    "../../../d, /d",
    "/d/./e/.., /d/",
    "d?e=/../f, /a/d?e=/../f",
    "/\u00e9, /%C3%A9"
  })
  void resolvesReferencesAsTheStandardSays(String reference, String path) {
    WebAddress here = WebAddress.parse("https://a.example:8443/a/b?c");
    assertThat(here.resolve(reference)).hasToString("https://a.example:8443" + path);
  }

  @Test
  void keepsTheSchemeOfAReferenceWithoutOne() {
    WebAddress here = WebAddress.parse("https://a.example:8443/");
    assertThat(here.resolve("//b.example/c")).hasToString("https://b.example/c");
    assertThat(here.resolve("http://b.example")).hasToString("http://b.example/");
  }

  @ParameterizedTest
  @CsvSource({"/caf\u00c3\u00a9, /caf%C3%A9", "/caf\u00e9, /caf%C3%A9"})
  void readsAHeadersBytesAsUtf8OrElseAsTheyAre(String header, String path) {
    assertThat(WebAddress.parse("http://a.example/").resolveHeader(header).path()).isEqualTo(path);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a.example",
        "ftp://a.example/",
        "http:a.example",
        "http://",
        "http://user@a.example/",
        "http://10.0.0.1@a.example/",
        "http://a.example\\@10.0.0.1/",
        "http://a.example:port/",
        "http://a.example:70000/",
        "http://[::1/",
        "http://[fe80::1%eth0]/",
        "http://[127.0.0.1]/",
        "http://a..example/",
        "http://-a.example/",
        "http://%61.example/",
        "http://a.example\u0000.b/"
      })
  void refusesWhatHidesItsHost(String url) {
    if (url.contains("\\@")) {
      assertThat(WebAddress.parse(url).host()).isEqualTo("a.example");
    } else {
      assertThatIllegalArgumentException().isThrownBy(() -> WebAddress.parse(url));
    }
  }

  @Test
  void tellsNamesFromLiterals() {
    assertThat(WebAddress.name("A.Example")).isEqualTo("a.example");
    assertThat(WebAddress.name("b\u00fccher.example")).isEqualTo("xn--bcher-kva.example");
    assertThat(WebAddress.name("192.0.2.1")).isNull();
    assertThat(WebAddress.name("2001:db8::1")).isNull();
    assertThat(WebAddress.name("[2001:db8::1]")).isNull();
    assertThat(WebAddress.name("not..a..name")).isNull();
  }
}

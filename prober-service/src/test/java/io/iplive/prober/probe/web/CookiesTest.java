package io.iplive.prober.probe.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CookiesTest {

  @ParameterizedTest
  @CsvSource({
    "a=b, https://shop.example/x, a=b",
    "a=b; Path=/; HttpOnly, http://shop.example/, a=b",
    "a=b, https://www.shop.example/,",
    "a=b; Domain=shop.example, https://www.shop.example/, a=b",
    "a=b; domain=.shop.example, https://shop.example/, a=b",
    "a=b; Secure, http://shop.example/,",
    "a=b; Domain=example, https://other.example/,",
    "a=b; Domain=evil.example, https://evil.example/,",
    "nonsense, https://shop.example/,",
    "=b, https://shop.example/,"
  })
  void goToTheSiteThatGaveThem(String given, String to, String sent) {
    Cookies cookies = new Cookies();
    cookies.take(WebAddress.parse("https://shop.example/"), given);
    assertThat(cookies.header(WebAddress.parse(to), null)).isEqualTo(sent);
  }

  @Test
  void standBesideTheCustomersOwnAndAreReplacedByName() {
    WebAddress shop = WebAddress.parse("https://shop.example/");
    Cookies cookies = new Cookies();
    cookies.take(shop, "a=1");
    cookies.take(shop, "a=2");
    cookies.take(shop, "b=3");
    assertThat(cookies.header(shop, "own=0")).isEqualTo("own=0; a=2; b=3");
  }

  @Test
  void cannotBreakOutOfTheirLineOrGrowForEver() {
    WebAddress shop = WebAddress.parse("https://shop.example/");
    Cookies cookies = new Cookies();
    cookies.take(shop, "a=b\r\nX: y");
    cookies.take(shop, "a=" + "x".repeat(5_000));
    assertThat(cookies.header(shop, null)).isNull();
    for (int n = 0; n < 1_000; n++) {
      cookies.take(shop, "c" + n + "=1");
    }
    assertThat(cookies.header(shop, null)).hasSizeLessThan(1_000);
  }
}

package io.iplive.gateway.address;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IpAddressTest {

  @ParameterizedTest
  @CsvSource({
    "192.0.2.1, 192.0.2.1",
    "0.0.0.0, 0.0.0.0",
    "2001:DB8:0:0:0:0:0:1, 2001:db8::1",
    "2001:db8::0:1, 2001:db8::1",
    "2001:0:0:1:0:0:0:1, 2001:0:0:1::1",
    "2001:db8:0:1:1:1:1:1, 2001:db8:0:1:1:1:1:1",
    "2001:0:0:1:0:0:1:1, 2001::1:0:0:1:1",
    "::, ::",
    "::1, ::1",
    "fe80::, fe80::",
    "64:ff9b::192.0.2.33, 64:ff9b::c000:221",
    "1:2:3:4:5:6:7:8, 1:2:3:4:5:6:7:8"
  })
  void hasOneCanonicalSpelling(String written, String canonical) {
    assertThat(IpAddress.parse(written)).map(IpAddress::text).hasValue(canonical);
    assertThat(IpAddress.parse(canonical)).isEqualTo(IpAddress.parse(written));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "", "1", "1.2", "1.2.3", "1.2.3.4.5", "01.2.3.4", "256.1.1.1", "1.2.3.4 ", "0x7f.0.0.1",
        "٣.2.3.4", "localhost", ":", ":::", "1::2::3", "12345::", "[::1]", "::1%lo", "::1/64",
        "::ffff:1.2.3.4", "1:2:3:4:5:6:7", "g::"
      })
  void isNothingElse(String written) {
    assertThat(IpAddress.parse(written)).isEmpty();
  }
}

package io.iplive.notifier.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.iplive.notifier.message.DeliveryId;
import io.iplive.notifier.message.Outage;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ContactCallTest {

  private static final String SECRET = "fghghjghj56565";
  private static final Instant NOW = Instant.ofEpochSecond(1025842580);
  private static final DeliveryId ID = DeliveryId.toContact("901:OPENED", 134);
  private static final String VECTOR =
      "key=7d4846b145b143f8df87104c8fd67e46&id=18&status=0&date=1025842575";

  @Test
  void carriesThePublishedKey() {
    assertThat(opened("http://site.ru/script.php", null, null, false).address())
        .hasToString("http://site.ru/script.php?" + VECTOR);
  }

  @Test
  void carriesThePublishedSignature() {
    assertThat(opened("http://site.ru/script.php", null, null, false).headers())
        .containsEntry("X-Signature-Timestamp", "1025842580")
        .containsEntry(
            "X-Signature", "v1=59218dd8f039a97b0fb1ffe5a0ccb89d370c637348130cde9460b2cdf4b88c39")
        .containsEntry("X-Delivery-Id", ID.value())
        .containsEntry("Idempotency-Key", ID.value());
  }

  @Test
  void isAGetWithoutBody() {
    assertThat(opened("http://site.ru/", null, null, false).body()).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "http://h/cb.php,        http://h/cb.php?key=",
    "http://h/cb.php?,       http://h/cb.php?key=",
    "http://h/cb.php?a=1,    http://h/cb.php?a=1&key=",
    "http://h/cb.php?a=1&,   http://h/cb.php?a=1&key=",
    "http://h/cb.php?a=%2F,  http://h/cb.php?a=%2F&key=",
    "http://h,               http://h?key="
  })
  void isAppendedToTheAddressesOwnQuery(String address, String begins) {
    assertThat(opened(address, null, null, false).address().toString()).startsWith(begins);
  }

  @Test
  void callsAndSignsLettersOfOtherAlphabetsAsTheirEscapedBytes() {
    Call call = opened("http://h/путь?a=ä", null, null, false);

    assertThat(call.address()).hasToString("http://h/%D0%BF%D1%83%D1%82%D1%8C?a=%C3%A4&" + VECTOR);
    assertThat(call.headers())
        .containsEntry(
            "X-Signature", Signing.signature(List.of(SECRET), 1025842580, "a=%C3%A4&" + VECTOR));
  }

  @Test
  void signsTheAddressesOwnPartToo() {
    Call call = opened("http://h/cb.php?a=1", null, null, false);

    assertThat(call.headers())
        .containsEntry(
            "X-Signature", Signing.signature(List.of(SECRET), 1025842580, "a=1&" + VECTOR));
  }

  @ParameterizedTest
  @CsvSource({
    "    ,     , false, 0",
    " 500, 2040, false, 500",
    " 200, 2040, false, 0",
    " 302, 2040, false, 302",
    "    , 2010, false, 0",
    " 500, 2040, true,  2040",
    "    , 2010, true,  2010",
    " 500,     , true,  500",
    "    ,     , true,  0"
  })
  void tellsTheCodeReceivedAndNever200OfAnError(
      @Nullable Integer received, @Nullable Integer failure, boolean full, int status) {
    assertThat(opened("http://h/", received, failure, full).address().getQuery())
        .contains("&status=" + status + "&");
  }

  @Test
  void tells200AndTheEndOfARecovery() {
    Call call = ContactCall.recovered(caller("http://h/", SECRET), 18, 1025842995);

    assertThat(call.address().getQuery())
        .isEqualTo(
            "key=%s&id=18&status=200&date=1025842995"
                .formatted(Digests.md5(SECRET + "182001025842995")));
  }

  @Test
  void keysByTheNewestSecretAndSignsWithBothWhileOneIsRotated() {
    Call call = ContactCall.recovered(caller("http://h/", "new", "old"), 18, 1025842995);

    String query = call.address().getRawQuery();
    assertThat(query).startsWith("key=" + Digests.md5("new182001025842995"));
    assertThat(call.headers())
        .containsEntry(
            "X-Signature",
            "v1=%s,v1=%s"
                .formatted(
                    Digests.hmacSha256("new", "1025842580." + query),
                    Digests.hmacSha256("old", "1025842580." + query)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ftp://h/",
        "http://user:pw@h/",
        "http://h/#part",
        "http:///path",
        "h/cb.php",
        "http://h/ä b",
        "",
        "javascript:alert(1)"
      })
  void refusesAddressesThatCannotBeCalled(String address) {
    assertThatIllegalArgumentException().isThrownBy(() -> opened(address, null, null, false));
  }

  private static Call opened(
      String address, @Nullable Integer received, @Nullable Integer failure, boolean full) {
    Outage outage = new Outage(901, 7, 18, 5, null, 1025842575, received, failure, null);
    return ContactCall.opened(caller(address, SECRET), full, outage);
  }

  private static Caller caller(String address, String... secrets) {
    return new Caller(address, List.of(secrets), ID, NOW);
  }
}

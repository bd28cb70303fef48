package io.iplive.gateway.contact.action;

import static org.assertj.core.api.Assertions.assertThat;

import io.iplive.gateway.account.AccountId;
import io.iplive.gateway.contact.Contact.Channel;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class TriesTest {

  private static final AccountId ANN = new AccountId(1);
  private static final AccountId BOB = new AccountId(2);
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

  private final Tries tries = new Tries();

  @Test
  void messagesAreFewerThanCallsAndEachAccountHasItsOwn() {
    assertThat(tried(ANN, Channel.SMS, NOW, 30)).isEqualTo(Tries.MOST_MESSAGES);
    assertThat(tried(ANN, Channel.EMAIL, NOW, 1)).isZero();
    assertThat(tried(ANN, Channel.HTTP, NOW, 200)).isEqualTo(Tries.MOST_CALLS);
    assertThat(tried(BOB, Channel.SMS, NOW, 1)).isEqualTo(1);
    assertThat(tries.begin(ANN, Channel.SMS, NOW.plusSeconds(60))).contains(Duration.ofMinutes(9));
    assertThat(tries.begin(ANN, Channel.SMS, NOW.plus(Tries.WINDOW))).isEmpty();
  }

  @Test
  void onlyAFewAreUnderWay() {
    for (int i = 0; i < Tries.MOST_AT_ONCE; i++) {
      assertThat(tries.begin(ANN, Channel.HTTP, NOW)).isEmpty();
    }
    assertThat(tries.begin(ANN, Channel.HTTP, NOW)).contains(Duration.ofSeconds(1));
    tries.end(ANN);
    assertThat(tries.begin(ANN, Channel.HTTP, NOW)).isEmpty();
  }

  private int tried(AccountId account, Channel channel, Instant at, int times) {
    int begun = 0;
    for (int i = 0; i < times; i++) {
      if (tries.begin(account, channel, at).isEmpty()) {
        begun++;
        tries.end(account);
      }
    }
    return begun;
  }
}

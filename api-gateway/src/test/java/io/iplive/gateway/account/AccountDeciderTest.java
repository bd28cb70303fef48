package io.iplive.gateway.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.iplive.gateway.account.AccountCommand.Delete;
import io.iplive.gateway.account.AccountCommand.Rehash;
import io.iplive.gateway.account.AccountCommand.Resume;
import io.iplive.gateway.account.AccountCommand.RotateCallbackSecret;
import io.iplive.gateway.account.AccountCommand.RotateToken;
import io.iplive.gateway.account.AccountCommand.SetPassword;
import io.iplive.gateway.account.AccountCommand.SetProfile;
import io.iplive.gateway.account.AccountCommand.Suspend;
import io.iplive.gateway.account.AccountEvent.AccountChanged;
import io.iplive.gateway.account.AccountEvent.AccountDeleted;
import io.iplive.gateway.account.AccountEvent.AccountResumed;
import io.iplive.gateway.account.AccountEvent.AccountSuspended;
import io.iplive.gateway.account.Standing.Reason;
import io.iplive.gateway.call.Sent;
import java.util.List;
import org.junit.jupiter.api.Test;

class AccountDeciderTest {

  private static final AppId APP = new AppId(2);
  private static final PasswordHash PASSWORD = new PasswordHash("one");
  private static final Account ACTIVE = account(new Standing.Active());
  private static final Account POOR = account(new Standing.Suspended(Reason.BALANCE));
  private static final Account BARRED = account(new Standing.Suspended(Reason.OPERATOR));
  private static final Account GONE = account(new Standing.Deleted());

  @Test
  void anOperatorsWordStandsOverTheLedgers() {
    assertThat(after(new Suspend(Reason.BALANCE), ACTIVE)).isInstanceOf(AccountSuspended.class);
    assertThat(after(new Suspend(Reason.OPERATOR), POOR).after().standing())
        .isEqualTo(new Standing.Suspended(Reason.OPERATOR));
    assertThat(AccountDecider.decide(new Suspend(Reason.BALANCE), BARRED)).isEmpty();
    assertThat(AccountDecider.decide(new Suspend(Reason.BALANCE), POOR)).isEmpty();
    assertThat(AccountDecider.decide(new Resume(Reason.BALANCE), BARRED)).isEmpty();
    assertThat(AccountDecider.decide(new Resume(Reason.OPERATOR), POOR)).isEmpty();
    assertThat(AccountDecider.decide(new Resume(Reason.BALANCE), ACTIVE)).isEmpty();
    assertThat(after(new Resume(Reason.BALANCE), POOR)).isInstanceOf(AccountResumed.class);
  }

  @Test
  void aDeletedAccountStaysAsItIs() {
    assertThat(after(new Delete(), POOR)).isInstanceOf(AccountDeleted.class);
    for (AccountCommand command :
        List.of(
            new Delete(),
            new Suspend(Reason.OPERATOR),
            new Resume(Reason.BALANCE),
            new SetPassword(new PasswordHash("x")),
            new RotateToken(APP, new SecretHash("x")))) {
      assertThat(AccountDecider.decide(command, GONE)).isEmpty();
    }
  }

  @Test
  void twoTokensAndTwoSecretsAreValidWhileRotated() {
    Account once = after(new RotateToken(APP, new SecretHash("b")), ACTIVE).after();
    Account twice = after(new RotateToken(APP, new SecretHash("c")), once).after();
    assertThat(once.apps().getFirst().tokens())
        .containsExactly(new SecretHash("b"), new SecretHash("a"));
    assertThat(twice.apps().getFirst().tokens())
        .containsExactly(new SecretHash("c"), new SecretHash("b"));
    Account sealed = after(new RotateCallbackSecret(APP, new Ciphertext("k", "2")), ACTIVE).after();
    assertThat(sealed.apps().getFirst().callbackSecrets())
        .containsExactly(new Ciphertext("k", "2"), new Ciphertext("k", "1"));
    assertThat(AccountDecider.decide(new RotateToken(new AppId(9), new SecretHash("x")), ACTIVE))
        .isEmpty();
  }

  @Test
  void aRehashDoesNotUndoANewPassword() {
    PasswordHash better = new PasswordHash("better");
    assertThat(after(new Rehash(PASSWORD, better), ACTIVE).after().password()).isEqualTo(better);
    assertThat(AccountDecider.decide(new Rehash(new PasswordHash("older"), better), ACTIVE))
        .isEmpty();
  }

  @Test
  void whatIsNotSentStaysAndWhatIsBlankIsTheDefault() {
    Sent<String> absent = new Sent.Absent<>();
    SetProfile agent =
        new SetProfile(
            new Sent.Value<>("Bot/1"), new Sent.Absent<>(), absent, absent, absent, absent);
    Account named = after(agent, ACTIVE).after();
    assertThat(named.profile().userAgent()).isEqualTo("Bot/1");
    assertThat(named.version()).isEqualTo(ACTIVE.version() + 1);
    assertThat(AccountDecider.decide(agent, named)).isEmpty();
    SetProfile blank =
        new SetProfile(new Sent.Blank<>(), new Sent.Value<>(true), absent, absent, absent, absent);
    AccountEvent event = after(blank, named);
    assertThat(event.after().profile().userAgent()).isNull();
    assertThat(event.after().profile().test()).isTrue();
    assertThat(event)
        .isEqualTo(new AccountChanged(List.of(AccountEvent.Part.PROFILE), event.after()));
  }

  private static AccountEvent after(AccountCommand command, Account account) {
    return AccountDecider.decide(command, account).orElseThrow();
  }

  private static Account account(Standing standing) {
    App app =
        new App(
            APP,
            "app",
            null,
            List.of(new Ciphertext("k", "1")),
            List.of(new SecretHash("a")),
            App.Mode.EVERY_ROUND,
            App.Inconclusive.OMIT,
            List.of());
    return new Account(
        new AccountId(1), 4, "acme", PASSWORD, standing, Profile.PRESET, List.of(app));
  }
}

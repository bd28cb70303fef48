package io.iplive.gateway.task.action;

import static org.assertj.core.api.Assertions.assertThat;

import io.iplive.gateway.call.Rule.Reading;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TaskRulesTest {

  @ParameterizedTest
  @ValueSource(strings = {"get", "PROPFIND", "m-search", "PURGE"})
  void aMethodIsAnyThatAProberSends(String method) {
    assertThat(TaskRules.method().read(method))
        .isEqualTo(new Reading.Good<>(method.toUpperCase(Locale.ROOT)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"connect", "G ET", "GET\r\n", "", "ABCDEFGHIJKLMNOPQRSTU"})
  void andNoOther(String method) {
    assertThat(TaskRules.method().read(method)).isInstanceOf(Reading.Bad.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "HTTPS", "tlsa", "DNSKEY", "TYPE257", "TYPE65535"})
  void aRecordTypeIsAnyThatAProberAsksFor(String type) {
    assertThat(TaskRules.dnsType().read(type))
        .isEqualTo(new Reading.Good<>(type.toUpperCase(Locale.ROOT)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"AXFR", "TYPE0", "TYPE65536", "TYPE", "TYPE-1", ""})
  void norIsAnythingElseOne(String type) {
    assertThat(TaskRules.dnsType().read(type)).isInstanceOf(Reading.Bad.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"7", "99999999999", "9223372036854775807"})
  void anIdMayBeOneThatNothingHas(String id) {
    assertThat(TaskRules.id().read(id)).isEqualTo(new Reading.Good<>(Long.valueOf(id)));
  }
}

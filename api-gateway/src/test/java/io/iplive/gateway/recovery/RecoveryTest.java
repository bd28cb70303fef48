package io.iplive.gateway.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import io.iplive.gateway.recovery.Recovery.Restored;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RecoveryTest {

  private static final int EPOCH = 2;

  private final List<String> done = new ArrayList<>();

  @Test
  void aDatabaseThatReadersKnowNothingNewerOfNeedsNoRestore() {
    assertThat(restore(false, known(1, EPOCH, 5), known(2, 1, 9)))
        .as(
            "the journal's streams are at 5; what came before its epoch is older, whatever its number")
        .isEqualTo(new Restored.NotNeeded(EPOCH));
    assertThat(done).isEmpty();
  }

  @Test
  void aNewerVersionThatReadersKnowNeedsOne() {
    assertThat(restore(false, known(1, EPOCH, 6), known(2, EPOCH, 5)))
        .isEqualTo(new Restored.Begun(EPOCH + 2, 1, List.of()));
  }

  @Test
  void anEpochThatTheBackupDoesNotKnowIsPassedOver() {
    assertThat(restore(false, known(1, 7, 1))).isEqualTo(new Restored.Begun(9, 1, List.of()));
  }

  @Test
  void whatTheBackupDoesNotHaveIsEndedAfterTheEpochBegan() {
    Known lost = known(77, EPOCH, 1);
    assertThat(restore(false, lost)).isEqualTo(new Restored.Begun(EPOCH + 2, 0, List.of(lost)));
    assertThat(done).containsExactly("epoch 4, monitors to 99", "end monitor-77 in 3");
    Known ended = new Known(Family.MONITORS, 77, EPOCH + 1, 2, true);
    assertThat(restore(false, ended)).isInstanceOf(Restored.NotNeeded.class);
  }

  @Test
  void anOperatorMayInsist() {
    assertThat(restore(true)).isEqualTo(new Restored.Begun(EPOCH + 2, 0, List.of()));
  }

  @Test
  void nodesArePublishedOnceTheirJobTopicsAreThere() {
    Recovery recovery = recovery(List.of());
    assertThat(recovery.republish(EnumSet.of(Family.MONITORS, Family.NODES))).isEqualTo(2);
    assertThat(done).containsExactly("job topics", "queue [NODES, MONITORS]");
    done.clear();
    recovery.republish(EnumSet.of(Family.ACCOUNTS));
    assertThat(done).containsExactly("queue [ACCOUNTS]");
  }

  private Restored restore(boolean anyway, Known... newest) {
    return recovery(List.of(newest)).restore(anyway);
  }

  private static Known known(long id, int epoch, long version) {
    return new Known(Family.MONITORS, id, epoch, version, false);
  }

  private Recovery recovery(List<Known> newest) {
    PublishedLog log =
        new PublishedLog() {
          @Override
          public Knowledge read() {
            return new Knowledge(newest, Map.of(Ids.MONITOR, 99L));
          }

          @Override
          public void end(List<Known> lost, int epoch) {
            lost.forEach(known -> done.add("end %s in %d".formatted(known.stream(), epoch)));
          }
        };
    return new Recovery(new TwoStreams(), log, () -> done.add("job topics"));
  }

  private final class TwoStreams implements JournalRecovery {

    @Override
    public int epoch() {
      return EPOCH;
    }

    @Override
    public Map<String, Long> versions() {
      return Map.of("monitor-1", 5L, "monitor-2", 5L);
    }

    @Override
    public int beginEpoch(int after, Map<Ids, Long> taken) {
      int epoch = Math.max(after, EPOCH) + 2;
      done.add("epoch %d, monitors to %d".formatted(epoch, taken.get(Ids.MONITOR)));
      return epoch;
    }

    @Override
    public int republish(List<Family> families) {
      done.add("queue " + families);
      return families.size();
    }
  }
}

package io.iplive.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.iplive.gateway.GatewayClient.Panel;
import io.iplive.gateway.GatewayClient.Reply;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class ConcurrencyIT {

  private static final int CALLERS = 32;
  private static final RunningGateway GATEWAY = RunningGateway.shared();
  private static final GatewayClient CLIENT = GATEWAY.client;

  private final Panel panel = CLIENT.panel();

  @Test
  void manyWhoCreateOneGroupAtOnceMakeOneMonitor() {
    List<Reply> replies = atOnce(_ -> () -> CLIENT.call("/operate_monitor", panel.form(1)));
    assertThat(replies).allSatisfy(reply -> assertThat(reply.code()).isEqualTo(1000));
    assertThat(replies)
        .extracting(reply -> reply.info().get("monitor_id"))
        .containsOnly(replies.getFirst().info().get("monitor_id"));
    assertThat(replies)
        .extracting(reply -> reply.info().get("records"))
        .containsOnly(replies.getFirst().info().get("records"));
    assertThat(replies).filteredOn(reply -> reply.info().get("created").asBoolean()).hasSize(1);
    assertThat(versions(replies.getFirst())).isEqualTo("1");
  }

  @Test
  void manyWhoChangeOneGroupAtOnceAreRecordedOneAfterTheOther() {
    Reply first = CLIENT.call("/operate_monitor", panel.form(2));
    List<Reply> replies =
        atOnce(caller ->
            () -> {
              Map<String, String> form = panel.form(2);
              form.put("interval", Integer.toString(100 + caller));
              return CLIENT.call("/operate_monitor", form);
            });
    assertThat(replies).allSatisfy(reply -> assertThat(reply.code()).isEqualTo(1000));
    assertThat(versions(first))
        .isEqualTo(
            String.join(
                ",", IntStream.rangeClosed(1, CALLERS + 1).mapToObj(Integer::toString).toList()));
  }

  @AfterAll
  static void theReadModelIsWhatTheJournalSays() {
    assertThat(GATEWAY.strayDefinitions()).isEqualTo("0");
  }

  private static String versions(Reply reply) {
    return GATEWAY.jdbi.withHandle(handle ->
        handle
            .createQuery(
                """
                select string_agg(version::text, ',' order by version) from journal
                where stream = :stream
                """)
            .bind("stream", "monitor-" + reply.info().get("monitor_id").asLong())
            .mapTo(String.class)
            .one());
  }

  private interface Caller {
    Callable<Reply> call(int number);
  }

  private static List<Reply> atOnce(Caller caller) {
    try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<Reply>> calls = IntStream.range(0, CALLERS).mapToObj(caller::call).toList();
      List<Reply> replies = new ArrayList<>();
      for (Future<Reply> reply : callers.invokeAll(calls)) {
        replies.add(reply.get());
      }
      return replies;
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}

package io.iplive.gateway.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.iplive.gateway.journal.JournalUnavailableException;
import io.iplive.gateway.node.JobTopicsUnavailableException;
import io.iplive.gateway.node.NodeId;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

class FailuresTest {

  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final Faulty faulty = new Faulty();
  private final MockMvc mvc =
      MockMvcBuilders.standaloneSetup(faulty)
          .setControllerAdvice(new Failures(new Answers(meters)))
          .addInterceptors(new Admission(1, new SourceAddresses(List.of())))
          .build();

  @Test
  void anUnexpectedFailureIsAnsweredWithAnErrorIdThatStandsInTheLogAndWithNothingElse()
      throws Exception {
    ListAppender<ILoggingEvent> log = new ListAppender<>();
    log.start();
    Logger logger = (Logger) LoggerFactory.getLogger(Failures.class);
    logger.addAppender(log);
    MockHttpServletResponse answer = call("/operate_monitor");
    logger.detachAppender(log);

    assertThat(log.list).hasSize(1);
    String id = String.valueOf(log.list.getFirst().getArgumentArray()[0]);
    assertThat(answer.getStatus()).isEqualTo(200);
    assertThat(answer.getContentAsString())
        .isEqualTo(
            """
            {"code":1001,"msg":"Unknow Error: error id %s","info":{"error_id":"%s"}}\
            """
                .formatted(id, id));
    assertThat(counted("operate_monitor", "1001")).isEqualTo(1);
  }

  @Test
  void aDatabaseOrBrokerThatIsAwayIsWorthAnotherTry() throws Exception {
    for (String path : new String[] {"/stop_monitor", "/add_node"}) {
      MockHttpServletResponse answer = call(path);
      assertThat(answer.getStatus()).isEqualTo(503);
      assertThat(answer.getHeader("Retry-After")).isEqualTo("2");
      assertThat(answer.getContentAsString()).startsWith("{\"code\":1001,").doesNotContain("away");
    }
  }

  @Test
  void oneCallTooManyIsToldToComeAgainAndTheNextIsTaken() throws Exception {
    try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Integer> slow = callers.submit(() -> call("/slow").getStatus());
      faulty.inside.await();
      MockHttpServletResponse refused = call("/slow");
      assertThat(refused.getStatus()).isEqualTo(503);
      assertThat(refused.getHeader("Retry-After")).isNotNull();
      faulty.go.countDown();
      assertThat(status(slow)).isEqualTo(200);
      assertThat(call("/slow").getStatus()).isEqualTo(200);
    }
  }

  private static int status(Future<Integer> answer) throws InterruptedException {
    try {
      return answer.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  private MockHttpServletResponse call(String path) throws Exception {
    return mvc.perform(post(path)).andReturn().getResponse();
  }

  private double counted(String call, String code) {
    return meters.get("iplive.gateway.calls").tags("call", call, "code", code).counter().count();
  }

  @RestController
  static final class Faulty {

    private static final Map<String, RuntimeException> FAULTS =
        Map.of(
            "/operate_monitor",
            new IllegalStateException("token=abc"),
            "/stop_monitor",
            new JournalUnavailableException(new IllegalStateException("away")),
            "/add_node",
            new JobTopicsUnavailableException(new NodeId(1), new IllegalStateException("away")));

    private final CountDownLatch inside = new CountDownLatch(1);
    private final CountDownLatch go = new CountDownLatch(1);

    @PostMapping("/**")
    String answer(HttpServletRequest request) throws InterruptedException {
      RuntimeException fault = FAULTS.get(request.getRequestURI());
      if (fault != null) {
        throw fault;
      }
      inside.countDown();
      go.await();
      return "";
    }
  }
}

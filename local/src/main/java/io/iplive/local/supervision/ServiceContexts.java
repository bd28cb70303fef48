package io.iplive.local.supervision;

import io.iplive.local.instance.Complaint;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.NestedExceptionUtils;

/** The services of this machine: each a Spring context of its own in this JVM. */
final class ServiceContexts {

  private static final Logger LOG = LoggerFactory.getLogger(ServiceContexts.class);

  private final List<ConfigurableApplicationContext> running = new ArrayList<>();
  private boolean closed;

  /**
   * Starts a service; its threads carry a class loader of the service's name, by which logs are
   * told apart.
   *
   * @param name of the part
   * @param artifact name of its settings file
   */
  void start(String name, String artifact, Class<?> configuration, Map<String, String> settings) {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(new URLClassLoader(name, new URL[0], before));
    try {
      String[] arguments =
          settings.entrySet().stream()
              .map(entry -> "--" + entry.getKey() + "=" + entry.getValue())
              .toArray(String[]::new);
      keep(
          new SpringApplicationBuilder(configuration)
              .web(WebApplicationType.SERVLET)
              .properties("spring.config.name=" + artifact)
              .run(arguments));
    } catch (RuntimeException e) {
      LOG.error("{} did not start", name, e);
      throw Complaint.about(name, "The %s did not start (%s).".formatted(name, rootOf(e)), e);
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  private static Thread closing(ConfigurableApplicationContext context) {
    Thread thread = Thread.ofPlatform().name("closing").unstarted(context::close);
    thread.setContextClassLoader(context.getClassLoader());
    thread.start();
    return thread;
  }

  private static String rootOf(RuntimeException failure) {
    String message =
        String.valueOf(NestedExceptionUtils.getMostSpecificCause(failure).getMessage());
    return message.lines().findFirst().orElse("");
  }

  private void keep(ConfigurableApplicationContext context) {
    boolean late;
    synchronized (this) {
      late = closed;
      running.add(context);
    }
    if (late) {
      context.close();
    }
  }

  /** Closes all, each in a thread of its own. */
  void close() throws InterruptedException {
    List<ConfigurableApplicationContext> all;
    synchronized (this) {
      closed = true;
      all = List.copyOf(running);
    }
    List<Thread> closing = all.stream().map(ServiceContexts::closing).toList();
    for (Thread thread : closing) {
      thread.join();
    }
  }
}

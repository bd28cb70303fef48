package io.iplive.local.supervision;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.sift.AbstractDiscriminator;
import java.net.URLClassLoader;

/**
 * Tells the logs of services in one JVM apart: a thread inherits the context class loader, and each
 * service was started under one of its own name.
 */
public final class ServiceOfThread extends AbstractDiscriminator<ILoggingEvent> {

  private static final String KEY = "service";
  private static final String NONE = "services";

  @Override
  public String getDiscriminatingValue(ILoggingEvent event) {
    ClassLoader loader = Thread.currentThread().getContextClassLoader();
    while (loader != null) {
      if (loader.getClass() == URLClassLoader.class && loader.getName() != null) {
        return loader.getName();
      }
      loader = loader.getParent();
    }
    return NONE;
  }

  @Override
  public String getKey() {
    return KEY;
  }
}

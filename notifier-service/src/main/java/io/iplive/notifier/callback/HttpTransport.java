package io.iplive.notifier.callback;

import io.iplive.notifier.call.Call;
import io.iplive.notifier.callback.CheckedDnsResolver.RefusedAddressException;
import io.iplive.notifier.delivery.Answer;
import io.iplive.notifier.delivery.Answer.Failure;
import io.iplive.notifier.sending.Transport;
import io.iplive.schemas.OutboundPolicy;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.NoHttpResponseException;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.pool.PoolConcurrencyPolicy;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/**
 * Sends calls over HTTP/1.1 (contracts/delivery.md, "HTTP"). Connections are kept per receiver for
 * a while; each call runs on a virtual thread that is interrupted, and its socket closed with it,
 * when the deadline passes.
 */
public final class HttpTransport implements Transport<Call>, AutoCloseable {

  private static final TimeValue CONNECTION_LIFE = TimeValue.ofSeconds(60);
  private static final TimeValue IDLE_LIFE = TimeValue.ofSeconds(20);

  /** So many of a name's addresses can be tried in the time of a call. */
  private static final int ADDRESSES = 3;

  private static final int LONGEST_LINE = 16 * 1024;
  private static final int HTTP = 80;
  private static final int HTTPS = 443;
  private static final int MOST_HEADERS = 200;

  private final OutboundPolicy policy;
  private final Duration deadline;
  private final CloseableHttpClient client;
  private final AtomicInteger running = new AtomicInteger();
  private final ExecutorService threads =
      Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("exchange-", 0).factory());

  /**
   * A transport.
   *
   * @param policy which resolved addresses may be called
   * @param tls what certificates are trusted
   * @param userAgent sent with each call; must not name the product (white label)
   * @param deadline bounds a call from its start to the last byte read
   */
  public HttpTransport(OutboundPolicy policy, SSLContext tls, String userAgent, Duration deadline) {
    this.policy = policy;
    this.deadline = deadline;
    this.client =
        HttpClients.custom()
            .setConnectionManager(connections(policy, tls, Timeout.of(deadline)))
            .setDefaultRequestConfig(
                RequestConfig.custom()
                    .setResponseTimeout(Timeout.of(deadline))
                    .setConnectionRequestTimeout(Timeout.of(deadline))
                    .setRedirectsEnabled(false)
                    .setAuthenticationEnabled(false)
                    .setProtocolUpgradeEnabled(false)
                    .build())
            .setUserAgent(userAgent)
            .disableRedirectHandling()
            .disableAutomaticRetries()
            .disableCookieManagement()
            .disableAuthCaching()
            .disableConnectionState()
            .disableContentCompression()
            .evictExpiredConnections()
            .evictIdleConnections(IDLE_LIFE)
            .build();
  }

  private static PoolingHttpClientConnectionManager connections(
      OutboundPolicy policy, SSLContext tls, Timeout deadline) {
    return PoolingHttpClientConnectionManagerBuilder.create()
        .setDnsResolver(new CheckedDnsResolver(policy))
        .setTlsSocketStrategy(new DefaultClientTlsStrategy(tls))
        .setConnectionFactory(
            ManagedHttpClientConnectionFactory.builder()
                .http1Config(
                    Http1Config.custom()
                        .setMaxLineLength(LONGEST_LINE)
                        .setMaxHeaderCount(MOST_HEADERS)
                        .build())
                .build())
        .setDefaultConnectionConfig(
            ConnectionConfig.custom()
                .setConnectTimeout(Timeout.ofMilliseconds(deadline.toMilliseconds() / ADDRESSES))
                .setSocketTimeout(deadline)
                .setTimeToLive(CONNECTION_LIFE)
                .setValidateAfterInactivity(TimeValue.ofMilliseconds(500))
                .build())
        .setPoolConcurrencyPolicy(PoolConcurrencyPolicy.LAX)
        .setMaxConnPerRoute(Integer.MAX_VALUE)
        .setMaxConnTotal(Integer.MAX_VALUE)
        .build();
  }

  @Override
  public Answer send(Call call) throws InterruptedException {
    int port = port(call.address());
    if (!policy.allowsPort(port)) {
      return new Answer.Failed(Failure.POLICY, "Port %d is not allowed".formatted(port));
    }
    Exchange exchange = new Exchange(client, call);
    Future<Answer> answer = threads.submit(() -> run(exchange));
    try {
      return answer.get(deadline.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException _) {
      answer.cancel(true);
      return exchange.answeredSoFar().orElseGet(this::silence);
    } catch (ExecutionException e) {
      return new Answer.Failed(Failure.PROTOCOL, String.valueOf(e.getCause()));
    } finally {
      answer.cancel(true);
    }
  }

  private static int port(URI address) {
    int own = "https".equalsIgnoreCase(address.getScheme()) ? HTTPS : HTTP;
    return address.getPort() < 0 ? own : address.getPort();
  }

  private Answer run(Exchange exchange) {
    running.incrementAndGet();
    try {
      return exchange.run();
    } catch (IOException e) {
      return exchange
          .answeredSoFar()
          .orElseGet(() -> new Answer.Failed(failure(e), String.valueOf(e.getMessage())));
    } finally {
      running.decrementAndGet();
    }
  }

  /** How many exchanges hold a thread, those that were cut off and have not ended included. */
  int exchanges() {
    return running.get();
  }

  private Answer silence() {
    return new Answer.Failed(Failure.TIMEOUT, "No answer within " + deadline.toMillis() + " ms");
  }

  private static Failure failure(IOException e) {
    return switch (e) {
      case RefusedAddressException _ -> Failure.POLICY;
      case UnknownHostException _ -> Failure.NAME;
      case SSLException _ -> Failure.TLS;
      case ConnectException _, NoRouteToHostException _ -> Failure.CONNECT;
      case SocketTimeoutException _ -> Failure.TIMEOUT;
      case SocketException _, NoHttpResponseException _, ConnectionClosedException _ ->
          Failure.CLOSED;
      default -> Failure.PROTOCOL;
    };
  }

  @Override
  public void close() throws IOException {
    threads.shutdownNow();
    client.close();
  }
}

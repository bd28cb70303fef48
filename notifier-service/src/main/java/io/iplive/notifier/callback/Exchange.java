package io.iplive.notifier.callback;

import io.iplive.notifier.call.Call;
import io.iplive.notifier.delivery.Answer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.EndpointDetails;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.NoHttpResponseException;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.io.Closer;
import org.jspecify.annotations.Nullable;

/** One call and what has come back of it so far. */
final class Exchange {

  private static final int MOST_READ = 64 * 1024;
  private static final int KEPT = 1024;
  private static final ContentType FORM = ContentType.create("application/x-www-form-urlencoded");
  private static final ContentType JSON =
      ContentType.create("application/json", StandardCharsets.UTF_8);

  private final CloseableHttpClient client;
  private final Call call;
  private volatile @Nullable Received received;

  Exchange(CloseableHttpClient client, Call call) {
    this.client = client;
    this.call = call;
  }

  /**
   * Sends and reads. A kept connection that the receiver had closed meanwhile is no attempt: the
   * call is sent again on the next one, the last of which is new.
   */
  Answer run() throws IOException {
    while (true) {
      HttpClientContext context = HttpClientContext.create();
      HttpUriRequestBase request = request();
      try {
        return exchange(request, context);
      } catch (NoHttpResponseException | ConnectionClosedException | SocketException e) {
        if (received != null || !stale(context) || Thread.currentThread().isInterrupted()) {
          throw e;
        }
      }
    }
  }

  /** What the receiver said before the call was cut off; empty: not even a status. */
  Optional<Answer> answeredSoFar() {
    Received so = received;
    return so == null ? Optional.empty() : Optional.of(so.answer());
  }

  private static boolean stale(HttpClientContext context) {
    EndpointDetails connection = context.getEndpointDetails();
    return connection != null && connection.getResponseCount() > 0;
  }

  private HttpUriRequestBase request() {
    Call.Body body = call.body();
    HttpUriRequestBase request =
        body == null ? new HttpGet(call.address()) : new HttpPost(call.address());
    if (body != null) {
      ContentType type =
          switch (body.type()) {
            case FORM -> FORM;
            case JSON -> JSON;
          };
      request.setEntity(new ByteArrayEntity(body.text().getBytes(StandardCharsets.UTF_8), type));
    }
    request.setHeader("Accept", "*/*");
    call.headers().forEach(request::setHeader);
    return request;
  }

  private Answer exchange(HttpUriRequestBase request, HttpClientContext context)
      throws IOException {
    ClassicHttpResponse response = client.executeOpen(null, request, context);
    boolean complete = false;
    try {
      Received begun = new Received(response.getCode());
      received = begun;
      complete = begun.readAll(response.getEntity());
      return begun.answer();
    } finally {
      if (!complete) {
        // Closing a response reads what is left of it; an endless one would never end.
        request.cancel();
      }
      Closer.closeQuietly(response);
    }
  }

  /** Status and beginning of the body. */
  private static final class Received {

    private final int code;
    private final ByteArrayOutputStream head = new ByteArrayOutputStream();

    Received(int code) {
      this.code = code;
    }

    boolean readAll(@Nullable HttpEntity entity) throws IOException {
      if (entity == null) {
        return true;
      }
      byte[] buffer = new byte[4096];
      int total = 0;
      InputStream body = entity.getContent();
      while (total < MOST_READ) {
        int read = body.read(buffer, 0, Math.min(buffer.length, MOST_READ - total));
        if (read < 0) {
          return true;
        }
        keep(buffer, read);
        total += read;
      }
      return false;
    }

    private synchronized void keep(byte[] bytes, int length) {
      head.write(bytes, 0, Math.min(length, KEPT - head.size()));
    }

    synchronized Answer answer() {
      return new Answer.Answered(code, head.toString(StandardCharsets.UTF_8));
    }
  }
}

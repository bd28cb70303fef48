package io.iplive.prober.net.http;

import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpHeadersFactory;
import java.io.Serial;

/** An answer's headers, of which there may be so many: each takes far more room than its bytes. */
final class FewHeaders extends DefaultHttpHeaders {

  static final int MOST = 200;

  static final HttpHeadersFactory FACTORY =
      new HttpHeadersFactory() {
        @Override
        public HttpHeaders newHeaders() {
          return new FewHeaders();
        }

        @Override
        public HttpHeaders newEmptyHeaders() {
          return new FewHeaders();
        }
      };

  /** There are more. */
  static final class TooMany extends TooLongFrameException {

    @Serial private static final long serialVersionUID = 1L;
  }

  @Override
  public HttpHeaders add(String name, Object value) {
    limit();
    return super.add(name, value);
  }

  @Override
  public HttpHeaders add(CharSequence name, Object value) {
    limit();
    return super.add(name, value);
  }

  private void limit() {
    if (size() >= MOST) {
      throw new TooMany();
    }
  }
}

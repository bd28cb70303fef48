package io.iplive.prober.net.http;

import io.iplive.prober.net.attempt.AttemptRun;
import io.iplive.prober.probe.ProbeRequest;
import io.iplive.prober.probe.demand.Content;
import io.iplive.prober.probe.web.Bytes;
import io.iplive.prober.probe.web.Inflation;
import io.iplive.prober.probe.web.PageText;
import io.iplive.prober.probe.web.UnreadableBody;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponse;
import org.jspecify.annotations.Nullable;

/** A visit for what a page holds. */
public final class PageSearch implements Purpose {

  private final Web web;
  private final ProbeRequest request;
  private @Nullable PageText page;
  private @Nullable HttpResponse head;

  public PageSearch(Web web, ProbeRequest request) {
    this.web = web;
    this.request = request;
  }

  @Override
  public Bytes reader(HttpResponse answer) throws UnreadableBody {
    HttpHeaders headers = answer.headers();
    PageText text =
        new PageText(
            request.http().keywords(),
            request.demands().content(),
            headers.get(HttpHeaderNames.CONTENT_TYPE),
            web.checks().memory().of(request.account()));
    page = text;
    head = answer;
    return Inflation.of(
        headers.get(HttpHeaderNames.CONTENT_ENCODING), web.style().maxBodyBytes(), text);
  }

  @Override
  public void complete(AttemptRun run) {
    Content content = request.demands().content();
    PageText read = page;
    if (read == null || !content.ofText()) {
      run.complete();
    } else {
      web.checks().judge(run, request.account(), content, read.whole(), () -> witness(run, read));
    }
  }

  private void witness(AttemptRun run, PageText read) {
    run.saw(head == null ? null : Excerpt.text(head), read.excerpt());
  }

  @Override
  public @Nullable String excerpt() {
    return page == null ? null : page.excerpt();
  }
}

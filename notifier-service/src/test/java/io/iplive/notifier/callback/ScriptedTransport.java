package io.iplive.notifier.callback;

import io.iplive.notifier.call.Call;
import io.iplive.notifier.delivery.Answer;
import io.iplive.notifier.sending.Transport;
import io.iplive.notifier.sending.Transports;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/** Receivers by host: each answers its code, at once or only once it is let go. */
final class ScriptedTransport implements Transport<Call> {

  private final List<Call> calls = new CopyOnWriteArrayList<>();
  private final Map<String, Integer> codes = new ConcurrentHashMap<>();
  private final Map<String, CountDownLatch> hanging = new ConcurrentHashMap<>();
  private final AtomicInteger underWay = new AtomicInteger();
  private final AtomicInteger mostUnderWay = new AtomicInteger();

  /** For web calls; nothing else is sent. */
  Transports only() {
    return new Transports(this, this, _ -> nothing(), _ -> nothing());
  }

  private static Answer nothing() {
    throw new IllegalStateException("Only web calls are expected");
  }

  void answers(String host, int code) {
    codes.put(host, code);
  }

  /** Makes a host hang until the latch is counted down. */
  CountDownLatch hangs(String host) {
    CountDownLatch letGo = new CountDownLatch(1);
    hanging.put(host, letGo);
    return letGo;
  }

  List<Call> calls(String host) {
    return calls.stream().filter(to(host)).toList();
  }

  int mostUnderWay() {
    return mostUnderWay.get();
  }

  private static Predicate<Call> to(String host) {
    return call -> call.address().getHost().equals(host);
  }

  @Override
  public Answer send(Call call) throws InterruptedException {
    mostUnderWay.accumulateAndGet(underWay.incrementAndGet(), Math::max);
    try {
      calls.add(call);
      CountDownLatch letGo = hanging.get(call.address().getHost());
      if (letGo != null) {
        letGo.await();
      }
      return new Answer.Answered(codes.getOrDefault(call.address().getHost(), 200), "");
    } finally {
      underWay.decrementAndGet();
    }
  }
}

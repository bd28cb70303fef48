package io.iplive.notifier.doubles;

import io.iplive.notifier.doubles.SmscReply.Fault;
import io.iplive.notifier.doubles.SmscReply.Raw;
import io.iplive.notifier.doubles.SmscReply.Taken;
import io.iplive.notifier.doubles.SmscReply.Value;
import io.iplive.notifier.text.SmsParts;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The rules of smsc.ru, and what it holds; one thread at a time. */
final class SmscRules {

  private static final Pattern PHONE = Pattern.compile("\\+?[0-9]{8,15}");
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Duration TEN_MINUTES = Duration.ofMinutes(10);
  private static final Duration HALF_AN_HOUR = Duration.ofMinutes(30);
  private static final int LONGEST = 1000;
  private static final int WRONG_LOGINS = 5;
  private static final int BAD_SENDS = 100;
  private static final int BALANCES = 10;
  private static final int STATUSES = 5;

  private final String login;
  private final String password;
  private final String apiKey;
  private final List<SmscDouble.Sms> taken = new ArrayList<>();
  private final List<String> violations = new ArrayList<>();
  private final Map<String, Integer> states = new HashMap<>();
  private final Map<String, Instant> lastOfSame = new HashMap<>();
  private final Set<String> forbidden = new HashSet<>();
  private final Set<String> unreachable = new HashSet<>();
  private final Set<String> invalid = new HashSet<>();
  private final Deque<Instant> wrongLogins = new ArrayDeque<>();
  private final Deque<Instant> badSends = new ArrayDeque<>();
  private final Deque<Instant> balances = new ArrayDeque<>();
  private final Deque<Instant> lists = new ArrayDeque<>();
  private final Map<String, Deque<Instant>> statuses = new HashMap<>();
  private BigDecimal balance = new BigDecimal("100.00");
  private BigDecimal price = new BigDecimal("2.50");
  private Instant blockedUntil = Instant.MIN;
  private int nextId = 1;

  SmscRules(String login, String password, String apiKey) {
    this.login = login;
    this.password = password;
    this.apiKey = apiKey;
  }

  synchronized void balance(String amount) {
    balance = new BigDecimal(amount);
  }

  synchronized void forbid(String word) {
    forbidden.add(word);
  }

  synchronized void unreachable(String phone) {
    unreachable.add(digits(phone));
  }

  synchronized void invalid(String phone) {
    invalid.add(digits(phone));
  }

  synchronized void state(int id, int state) {
    taken.stream()
        .filter(sms -> sms.id() == id)
        .forEach(sms -> states.put(key(sms.phone(), id), state));
  }

  synchronized List<SmscDouble.Sms> taken() {
    return List.copyOf(taken);
  }

  synchronized List<String> violations() {
    return List.copyOf(violations);
  }

  synchronized void violated(String rule) {
    violations.add(rule);
  }

  /** Null: the caller may go on. */
  synchronized @Nullable SmscReply admit(Map<String, String> form, Instant now) {
    if (now.isBefore(blockedUntil)) {
      violations.add("a call of a blocked address");
      return new Fault(4, "address is temporarily blocked", 0);
    }
    boolean right =
        form.containsKey("apikey")
            ? form.get("apikey").equals(apiKey)
            : login.equals(form.get("login")) && password.equals(form.get("psw"));
    if (right) {
      return null;
    }
    if (counted(wrongLogins, now, HALF_AN_HOUR) >= WRONG_LOGINS) {
      blockedUntil = now.plus(HALF_AN_HOUR);
      violations.add("five wrong logins");
    }
    return new Fault(2, "authorise error", 0);
  }

  synchronized SmscReply send(Map<String, String> form, boolean tooManyAtOnce, Instant now) {
    SmscReply reply = judged(form, tooManyAtOnce, now);
    if (reply instanceof Fault) {
      if (counted(badSends, now, TEN_MINUTES) >= BAD_SENDS) {
        blockedUntil = now.plus(TEN_MINUTES);
        violations.add("a hundred bad sends in a row");
      }
    } else {
      badSends.clear();
    }
    return reply;
  }

  private SmscReply judged(Map<String, String> form, boolean tooManyAtOnce, Instant now) {
    String phone = form.getOrDefault("phones", "");
    String text = form.getOrDefault("mes", "");
    Optional<Integer> wanted = id(form);
    if (phone.isEmpty() || text.isEmpty() || text.length() > LONGEST || wanted.isEmpty()) {
      return new Fault(1, "parameters error", 0);
    }
    int id = wanted.get();
    if (tooManyAtOnce) {
      violations.add("more than 15 at once");
      return new Fault(9, "duplicate request, wait a minute", 0);
    }
    if (!PHONE.matcher(phone).matches() || invalid.contains(digits(phone))) {
      return new Fault(7, "invalid number", id);
    }
    Instant before = lastOfSame.get(digits(phone) + "|" + text);
    if (before != null && before.plus(MINUTE).isAfter(now)) {
      return new Fault(9, "duplicate request, wait a minute", 0);
    }
    if (forbidden.stream().anyMatch(text::contains)) {
      return new Fault(6, "message is denied", id);
    }
    if (unreachable.contains(digits(phone))) {
      return new Fault(8, "message to specified number can not be delivered", id);
    }
    int parts = SmsParts.of(text);
    BigDecimal cost = price.multiply(BigDecimal.valueOf(parts));
    if (balance.compareTo(cost) < 0) {
      return new Fault(3, "no money", id);
    }
    balance = balance.subtract(cost);
    lastOfSame.put(digits(phone) + "|" + text, now);
    taken.add(new SmscDouble.Sms(id, phone, text, form.get("sender"), parts));
    states.put(key(phone, id), 0);
    return new Taken(id, parts, cost.toPlainString(), balance.toPlainString());
  }

  /** The caller's number, or one of our own; empty: it is none. */
  private Optional<Integer> id(Map<String, String> form) {
    String text = form.get("id");
    if (text == null) {
      return Optional.of(nextId++);
    }
    try {
      int id = Integer.parseInt(text);
      return id < 1 ? Optional.empty() : Optional.of(id);
    } catch (NumberFormatException _) {
      return Optional.empty();
    }
  }

  synchronized SmscReply status(Map<String, String> form, Instant now) {
    String[] phones = form.getOrDefault("phone", "").split(",", -1);
    String[] ids = form.getOrDefault("id", "").split(",", -1);
    if (phones.length != ids.length || ids[0].isEmpty()) {
      return new Fault(1, "parameters error", 0);
    }
    if (ids.length > 1) {
      if (counted(lists, now, MINUTE) > 1) {
        violations.add("more than one list of states a minute");
        return new Fault(9, "too many requests", 0);
      }
      List<String> each = new ArrayList<>();
      for (int i = 0; i < ids.length - 1; i++) {
        each.add(state(phones[i], ids[i], true));
      }
      return new Raw("[" + String.join(",", each) + "]");
    }
    Deque<Instant> asked =
        statuses.computeIfAbsent(phones[0] + "|" + ids[0], _ -> new ArrayDeque<>());
    if (counted(asked, now, MINUTE) > STATUSES) {
      violations.add("a state asked for more than five times a minute");
      return new Fault(9, "too many requests", 0);
    }
    return states.containsKey(digits(phones[0]) + "|" + ids[0])
        ? new Raw(state(phones[0], ids[0], false))
        : new Fault(3, "message not found", 0);
  }

  private String state(String phone, String id, boolean named) {
    int state = states.getOrDefault(digits(phone) + "|" + id, -3);
    String body =
        "\"status\":%d,\"last_date\":\"\",\"last_timestamp\":0,\"err\":%d"
            .formatted(state, state == 20 ? 1 : 0);
    return named
        ? "{%s,\"id\":%s,\"phone\":\"%s\"}".formatted(body, id, digits(phone))
        : "{" + body + "}";
  }

  synchronized SmscReply balance(Instant now) {
    if (counted(balances, now, MINUTE) > BALANCES) {
      violations.add("the balance asked for more than ten times a minute");
      return new Fault(9, "too many requests", 0);
    }
    return new Value("balance", balance.toPlainString());
  }

  private static int counted(Deque<Instant> times, Instant now, Duration window) {
    times.addLast(now);
    while (!times.isEmpty() && !times.getFirst().plus(window).isAfter(now)) {
      times.removeFirst();
    }
    return times.size();
  }

  private static String key(String phone, int id) {
    return digits(phone) + "|" + id;
  }

  private static String digits(String phone) {
    return phone.startsWith("+") ? phone.substring(1) : phone;
  }
}

package io.iplive.local.console.topic;

import io.iplive.local.console.line.CommandLine;
import io.iplive.local.instance.Complaint;
import io.iplive.local.letters.Letter;
import io.iplive.local.letters.LetterText;
import io.iplive.local.letters.Letters;
import io.iplive.local.letters.Letters.Listed;
import io.iplive.local.letters.NotifierCalls;
import io.iplive.local.letters.Place;
import io.iplive.local.letters.Redrive;
import io.iplive.local.letters.Result;
import io.iplive.local.reading.RecordLines;
import io.iplive.schemas.RegistryUnavailableException;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;

/** {@code dlt list|show|redrive|skip}: dead letters. */
public final class Dlt {

  private static final int PRESET_LIMIT = 100;
  private static final int MOST = 10_000;
  private static final String NAME = "iplive-dlt";

  private final Reach reach;
  private final PrintStream out;

  public Dlt(Reach reach, PrintStream out) {
    this.reach = reach;
    this.out = out;
  }

  public int run(CommandLine line) {
    String verb = line.withWords(1, 4).words().getFirst();
    try {
      return run(verb, line);
    } catch (KafkaException e) {
      throw new Complaint(
          "The broker refused it (%s): what was not yet said to be done is not done; the same again goes on."
              .formatted(e.getMessage()),
          e);
    }
  }

  private int run(String verb, CommandLine line) {
    return switch (verb) {
      case "list" -> list(line.only("--topic", "--limit", "--json").withWords(1, 1));
      case "show" -> show(line.only().withWords(4, 4));
      case "redrive" -> redrive(line.only("--partition", "--offset", "--all").withWords(2, 2));
      case "skip" -> skip(line.only("--partition", "--offset").withWords(2, 2));
      default -> throw line.wrong("does not know '" + verb + "'");
    };
  }

  private int list(CommandLine line) {
    int limit = line.number("--limit").orElse(PRESET_LIMIT);
    if (limit < 1 || limit > MOST) {
      throw line.wrong("has --limit %d; allowed are 1 to %d".formatted(limit, MOST));
    }
    try (Consumer<byte[], byte[]> consumer = Clients.consumer(reach.brokers())) {
      List<Listed> letters = new Letters(consumer).newest(line.value("--topic"), limit);
      out.println(line.has("--json") ? LetterText.json(letters) : LetterText.table(letters));
    }
    return 0;
  }

  private int show(CommandLine line) {
    List<String> words = line.words();
    Place place =
        new Place(
            words.get(1),
            (int) whole(line, "PARTITION", words.get(2), Integer.MAX_VALUE),
            whole(line, "OFFSET", words.get(3), Long.MAX_VALUE));
    try (Consumer<byte[], byte[]> consumer = Clients.consumer(reach.brokers())) {
      RecordLines lines = new RecordLines(reach.registry());
      out.println(LetterText.whole(new Letters(consumer).at(place), lines));
    } catch (RegistryUnavailableException e) {
      throw Clients.unreadable(e);
    }
    return 0;
  }

  private int redrive(CommandLine line) {
    String topic = line.words().get(1);
    boolean all = line.has("--all");
    if (all == (line.has("--partition") || line.has("--offset"))) {
      throw line.wrong("redrive needs either --partition and --offset, or --all");
    }
    return acting((letters, redrive) ->
        report(
            redrive.redrive(
                all ? letters.all(topic) : List.of(letters.at(place(line, topic)).letter()))));
  }

  private int skip(CommandLine line) {
    return acting((letters, redrive) -> {
      Letter letter = letters.at(place(line, line.words().get(1))).letter();
      return report(Map.of(letter, redrive.skip(letter)));
    });
  }

  private interface Act {
    int on(Letters letters, Redrive redrive);
  }

  private int acting(Act act) {
    try (Consumer<byte[], byte[]> consumer = Clients.consumer(reach.brokers());
        Producer<byte[], byte[]> producer = Clients.producer(reach.brokers(), NAME)) {
      Letters letters = new Letters(consumer);
      NotifierCalls notifier = new NotifierCalls(reach.notifier());
      return act.on(letters, new Redrive(letters, producer, notifier));
    }
  }

  /** Not zero: something was refused that nobody had dealt with before. */
  private int report(Map<Letter, Result> results) {
    results.forEach((letter, result) -> out.println(LetterText.line(letter, result)));
    if (results.isEmpty()) {
      out.println("There is no dead letter.");
    }
    return results.values().stream().anyMatch(Result.Refused.class::isInstance) ? 1 : 0;
  }

  private static Place place(CommandLine line, String topic) {
    return new Place(
        topic,
        (int) whole(line, "--partition", line.required("--partition"), Integer.MAX_VALUE),
        whole(line, "--offset", line.required("--offset"), Long.MAX_VALUE));
  }

  private static long whole(CommandLine line, String name, String text, long most) {
    try {
      long number = Long.parseLong(text);
      if (number >= 0 && number <= most) {
        return number;
      }
    } catch (NumberFormatException _) {
      // Refused below, as what is out of bounds.
    }
    throw line.wrong("has %s '%s', which is no number from 0".formatted(name, text));
  }
}

package io.iplive.local.letters;

import io.iplive.schemas.DeadLetter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Puts dead letters back into their topics. The record and the note that it was put back are one
 * transaction, so that a run that is killed leaves neither or both, and the next run goes on; a run
 * beside another one fences it, and reads the notes only then.
 */
public final class Redrive {

  private static final int BATCH = 200;

  private final Letters letters;
  private final Producer<byte[], byte[]> producer;
  private final Notifier notifier;

  /** What the notifier does about outage events that it keeps; a complaint: it cannot be asked. */
  public interface Notifier {

    /** Whether it holds a record, and all later ones of its monitor, back. */
    boolean holds(Place origin);

    /**
     * Takes one again, or gives it up.
     *
     * @return why it did not; empty: done
     */
    Optional<String> handle(Place origin, Deed deed);
  }

  /**
   * A run.
   *
   * @param producer with a transactional id, the same in every run
   */
  public Redrive(Letters letters, Producer<byte[], byte[]> producer, Notifier notifier) {
    this.letters = letters;
    this.producer = producer;
    this.notifier = notifier;
  }

  /** Puts them back, in their order. */
  public Map<Letter, Result> redrive(List<Letter> all) {
    producer.initTransactions();
    Records records = letters.records();
    Ledger ledger = Ledger.read(records);
    Set<String> taken = new HashSet<>();
    Map<Letter, Result> results = new LinkedHashMap<>();
    List<Letter> back = new ArrayList<>();
    Superseded superseded = Superseded.among(records, all);
    Map<String, Integer> topics = records.topics();
    for (Letter letter : all) {
      Result result = without(letter, ledger, taken).orElse(null);
      if (result == null) {
        Place origin = letter.origin().orElseThrow();
        taken.add(letter.subject().orElseThrow());
        switch (WayBack.of(letter.at().topic(), origin.topic())) {
          case WayBack.None(String sentence) -> result = new Result.Refused(sentence);
          case WayBack.ByTheNotifier _ -> result = byTheNotifier(letter, origin, Deed.REDRIVEN);
          case WayBack.ToItsTopicIfNewest _ when superseded.is(letter) ->
              result =
                  new Result.Refused(
                      "%s has a newer record of key %s, which stands for it."
                          .formatted(origin.topic(), letter.key()));
          case WayBack.ToItsTopicIfNewest _, WayBack.ToItsTopic _
              when origin.partition() >= topics.getOrDefault(origin.topic(), 0) ->
              result =
                  new Result.Refused("There is no topic %s any more.".formatted(origin.topic()));
          case WayBack.ToItsTopicIfNewest _, WayBack.ToItsTopic _ -> {
            back.add(letter);
            result = new Result.Done(Deed.REDRIVEN, origin);
          }
        }
      }
      results.put(letter, result);
    }
    for (int from = 0; from < back.size(); from += BATCH) {
      send(back.subList(from, Math.min(back.size(), from + BATCH)));
    }
    return results;
  }

  /** Gives one up: nothing is put back, and whatever waits behind it goes on. */
  public Result skip(Letter letter) {
    producer.initTransactions();
    Optional<Result> otherwise = without(letter, Ledger.read(letters.records()), Set.of());
    if (otherwise.isPresent()) {
      return otherwise.get();
    }
    Place origin = letter.origin().orElseThrow();
    if (WayBack.of(letter.at().topic(), origin.topic()) instanceof WayBack.ByTheNotifier) {
      return byTheNotifier(letter, origin, Deed.SKIPPED);
    }
    note(letter, Deed.SKIPPED);
    return new Result.Done(Deed.SKIPPED, origin);
  }

  private static Optional<Result> without(Letter letter, Ledger ledger, Set<String> taken) {
    Optional<String> subject = letter.subject();
    if (subject.isEmpty()) {
      return Optional.of(new Result.Refused("Its headers do not say where it came from."));
    }
    Optional<Ledger.Note> note = ledger.of(letter);
    if (note.isPresent()) {
      return Optional.of(new Result.DoneBefore(note.get().deed(), note.get().at()));
    }
    return taken.contains(subject.get())
        ? Optional.of(new Result.Refused("It is a copy of one before it."))
        : Optional.empty();
  }

  /** The notifier's own database knows what it took: a note that is missing doubles nothing. */
  private Result byTheNotifier(Letter letter, Place origin, Deed deed) {
    Optional<String> refused =
        notifier.holds(origin) ? notifier.handle(origin, deed) : notHeld(deed);
    if (refused.isPresent()) {
      return new Result.Refused(refused.get());
    }
    note(letter, deed);
    return new Result.Done(deed, origin);
  }

  private static Optional<String> notHeld(Deed deed) {
    return deed == Deed.SKIPPED
        ? Optional.empty()
        : Optional.of("The notifier holds nothing back for it: ./iplive dlt skip notes that.");
  }

  private void note(Letter letter, Deed deed) {
    producer.beginTransaction();
    var _ = producer.send(Ledger.note(letter, deed));
    producer.commitTransaction();
  }

  private void send(List<Letter> back) {
    producer.beginTransaction();
    for (Letter letter : back) {
      Place origin = letter.origin().orElseThrow();
      var _ =
          producer.send(
              new ProducerRecord<>(
                  origin.topic(),
                  origin.partition(),
                  letter.record().key(),
                  letter.record().value(),
                  DeadLetter.headersBack(letter.record().headers())));
      var _ = producer.send(Ledger.noteOfAll(letter));
    }
    producer.commitTransaction();
  }
}

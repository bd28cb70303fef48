package io.iplive.acceptance.run;

import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListTransactionsOptions;
import org.apache.kafka.clients.admin.TransactionListing;
import org.apache.kafka.clients.admin.TransactionState;
import org.awaitility.Awaitility;

/** Kills without warning, at the worst moment: while the verdict has a transaction open. */
public final class Victims {

  private static final String VERDICT = "iplive-verdict";
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Admin admin;
  private final long services;

  /**
   * Of one installation.
   *
   * @param services the process that holds the services
   */
  public Victims(Admin admin, long services) {
    this.admin = admin;
    this.services = services;
  }

  /**
   * Kills the services.
   *
   * @return the transactions that were open, and that nobody but the broker is left to end: on a
   *     slow machine it may have done so before anybody can look
   */
  public List<TransactionListing> killServices()
      throws IOException, InterruptedException, ExecutionException {
    List<TransactionListing> open = freezeInTransaction();
    signal("KILL", services);
    ProcessHandle.of(services).ifPresent(process -> process.onExit().join());
    return open;
  }

  /**
   * Kills the broker under the services.
   *
   * @return the transactions that were open when it died
   */
  public List<TransactionListing> killBroker(long broker)
      throws IOException, InterruptedException, ExecutionException {
    List<TransactionListing> open = freezeInTransaction();
    signal("KILL", broker);
    signal("CONT", services);
    // Only now its parent, the services, can take note of its end.
    ProcessHandle.of(broker).ifPresent(process -> process.onExit().join());
    return open;
  }

  /**
   * Stops the services where they stand, again and again, until that is inside a transaction. Seen
   * twice: a request to end it may have been on its way to the broker at the first look.
   */
  private List<TransactionListing> freezeInTransaction() {
    return Awaitility.await("the verdict is caught with a transaction open")
        .atMost(PATIENCE)
        .pollInSameThread()
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(17))
        .until(this::frozenTransactions, open -> !open.isEmpty());
  }

  private List<TransactionListing> frozenTransactions()
      throws IOException, InterruptedException, ExecutionException {
    signal("STOP", services);
    List<TransactionListing> first = openTransactions();
    if (!first.isEmpty()) {
      List<TransactionListing> second = openTransactions();
      if (!second.isEmpty()) {
        return second;
      }
    }
    signal("CONT", services);
    return List.of();
  }

  private List<TransactionListing> openTransactions()
      throws InterruptedException, ExecutionException {
    Collection<TransactionListing> all =
        admin
            .listTransactions(
                new ListTransactionsOptions().filterStates(Set.of(TransactionState.ONGOING)))
            .all()
            .get();
    return all.stream()
        .filter(transaction -> transaction.transactionalId().startsWith(VERDICT))
        .toList();
  }

  private static void signal(String name, long pid) throws IOException, InterruptedException {
    int exit = new ProcessBuilder("kill", "-" + name, Long.toString(pid)).start().waitFor();
    if (exit != 0) {
      throw new AssertionError("Process %d could not be sent %s".formatted(pid, name));
    }
  }
}

package io.iplive.local.console;

import java.util.List;

/** Every command of {@code ./iplive}, with what it takes. */
public enum Command {
  UP(
      "up",
      "[-d] [--port N] [--nodes N]",
      "start everything; -d returns once it is healthy",
      "--port --nodes",
      "-d"),
  DOWN("down", "", "stop everything", "", ""),
  STATUS("status", "[--json]", "every part's health, port, process and memory", "", "--json"),
  LOGS("logs", "[PART] [-f]", "what a part logged; -f follows", "", "-f"),
  ACCOUNT(
      "account",
      "add NAME [--callback URL] [--json]",
      "an account with one app of that name",
      "--callback",
      "--json"),
  CONTACT(
      "contact",
      "add --account NAME --type http --address URL [--secret S] [--default] [--json]",
      "whom to tell of outages",
      "--account --type --address --secret",
      "--default --json"),
  NODE(
      "node",
      "list | token IP | approve IP | disable IP [--json]",
      "nodes: all; a new token; let one be asked; have it asked no more",
      "",
      "--json"),
  READ(
      "read",
      "TOPIC [--key K] [--since TIME] [-f]",
      "a topic's records, a line of JSON each; -f follows",
      "--key --since",
      "-f"),
  DEMO("demo", "", "a first outage, narrated, in under a minute", "", ""),
  BENCH("bench", "NAME", "a benchmark; the last line is JSON", "", ""),
  VERSION("version", "", "versions of iplive and of what runs it", "", ""),
  HELP("help", "", "this text", "", ""),

  /** The process that {@code up} starts; not for people. */
  SUPERVISE("supervise", "", "", "--port --nodes", "--training"),
  /** What the build runs once, for faster starts; not for people. */
  TRAIN("train", "", "", "", "");

  private final String word;
  private final String takes;
  private final String summary;
  private final String valued;
  private final String flags;

  Command(String word, String takes, String summary, String valued, String flags) {
    this.word = word;
    this.takes = takes;
    this.summary = summary;
    this.valued = valued;
    this.flags = flags;
  }

  String word() {
    return word;
  }

  String summary() {
    return summary;
  }

  String usage() {
    return takes.isEmpty() ? word : word + " " + takes;
  }

  boolean forPeople() {
    return !summary.isEmpty();
  }

  boolean takesValue(String option) {
    return option.equals("--data") || names(valued).contains(option);
  }

  boolean takesFlag(String option) {
    return names(flags).contains(option);
  }

  private static List<String> names(String options) {
    return List.of(options.split(" ", -1));
  }
}

package io.iplive.local.console.line;

import java.util.List;

/** Every command of {@code ./iplive}, with what it takes. */
public enum Command {
  UP(
      "up",
      "[-d] [--port N] [--nodes N] [--only SERVICE,…]",
      "start everything; -d returns once it is healthy; --only leaves the other services to you, all of them where it is none",
      "--port --nodes --only",
      "-d"),
  DOWN("down", "", "stop everything", "", ""),
  STATUS("status", "[--json]", "every part's health, port, process and memory", "", "--json"),
  LOGS("logs", "[PART] [-f]", "what a part logged; -f follows", "", "-f"),
  ACCOUNT(
      "account",
      "add NAME [--callback URL] | list | set NAME OPTIONS | rotate NAME WHAT [--app APP]"
          + " | test-callback NAME [--app APP]"
          + " | suspend NAME | resume NAME | delete NAME | balance NAME | topup NAME AMOUNT [--id ID]"
          + " | prices NAME [--check X] [--sms Y] [--low-mark Z] [--currency C]  [--json]",
      "customers; set takes --callback --mode --inconclusive --allow --app --user-agent --test"
          + " --sender-address --sender-name --reply-to --sms-sender; WHAT is token,"
          + " callback-secret, password or contact-secret --contact ID",
      "--callback --mode --inconclusive --allow --app --user-agent --test --sender-address"
          + " --sender-name --reply-to --sms-sender --contact --id --check --sms --low-mark --currency",
      "--json"),
  CONTACT(
      "contact",
      "add --account NAME --type http|webhook|sms|email|telegram --address A [--secret S]"
          + " [--default] [--json]",
      "whom to tell of outages; also --name --lang --tz --audience --delay --repeat --policy"
          + " --codes",
      "--account --type --address --secret --name --lang --tz --audience --delay --repeat --policy"
          + " --codes",
      "--default --json"),
  IMPORT(
      "import",
      "monitorus FILE.csv --account NAME [--contacts IDS] [--task 1] [--redirect 1]"
          + " [--encoding CHARSET] | iplive DUMP.sql [--encoding CHARSET]",
      "tasks of a panel, keeping their ids; or the original's groups and records",
      "--account --contacts --task --redirect --encoding",
      ""),
  EXPLAIN(
      "explain",
      "MONITOR [--json]",
      "a monitor on one page: its rounds, votes and deliveries, and why it has none",
      "",
      "--json"),
  REBUILD(
      "rebuild",
      "outages | rollups | usage | deliveries",
      "what the gateway made of a topic, made anew while everything runs",
      "",
      ""),
  RESTORE(
      "restore",
      "[--yes]",
      "after a database came back from a backup: what it says from now on is the newest again; --yes"
          + " even if nothing newer is known",
      "",
      "--yes"),
  REPUBLISH(
      "republish",
      "[--topic TOPIC[,TOPIC]]",
      "after Kafka was emptied: accounts, nodes, contacts, monitors and maintenances are published"
          + " once more",
      "--topic",
      ""),
  READ(
      "read",
      "TOPIC [--key K] [--since TIME] [-f]",
      "a topic's records, a line of JSON each; -f follows",
      "--key --since",
      "-f"),
  DLT(
      "dlt",
      "list [--topic T] [--limit N] [--json] | show TOPIC PARTITION OFFSET"
          + " | redrive TOPIC --partition P --offset O | redrive TOPIC --all"
          + " | skip TOPIC --partition P --offset O",
      "dead letters: what could not be read, put back once it can be, or given up",
      "--topic --limit --partition --offset",
      "--json --all"),
  REPLAY(
      "replay",
      "--from TIME --to TIME",
      "the recorded rounds through the verdict's machine again, compared with outages.v1 byte for byte;"
          + " 1 when something differs",
      "--from --to",
      ""),
  SLA(
      "sla",
      "--account NAME --from TIME --to TIME | --last day|week|month [--zone ZONE] [--monitor ID,…] [--target 99.9]"
          + " [--maintenance counted|excluded] [--lang en|ru|zh] [--format html|csv|json]"
          + " [--source rounds|rollups] [--out FILE]",
      "an account's availability over a range, for its customer; --to is not in it;"
          + " --source rollups reads no rounds: hourly sums, quickly",
      "--account --from --to --last --zone --monitor --target --maintenance --lang --format --source"
          + " --out",
      ""),
  PROBE(
      "probe",
      "URL | TYPE TARGET [--method M] [--header 'A: b'] [--cookie C] [--user-agent U] [--body B] [--keyword K] [--absent K] [--code 2xx,404]"
          + " [--follow] [--host H] [--address IP] [--insecure] [--ca FILE] [--send S] [--expect E]"
          + " [--script FILE] [--dns-type T] [--dns-server S] [--days N] [--rdap URL] [--pin SHA256] [--client-cert FILE]"
          + " [--pattern RE] [--json-path P] [--json-expect V] [--sha256 HEX] [--user NAME:PASSWORD] [--ip 4|6|both]"
          + " [--cookie C] [--user-agent A] [--rdap URL]"
          + " [--packets N] [--size BYTES] [--ttl N] [--loss PERCENT] [--slow MS] [--timeout S] [--retries N] [--json]",
      "one probe from here: where its time went, and why it failed",
      "--method --header --body --keyword --absent --code --host --address --cookie --user-agent --ca --rdap"
          + " --send --expect --script --dns-type --dns-server --days --pin --client-cert --pattern --json-path"
          + " --json-expect --sha256 --user --ip --packets --size --ttl --loss --slow --timeout --retries",
      "--follow --insecure --json"),
  NODE(
      "node",
      "--gateway URL[,URL] --node-ip IP [--passwd SECRET | --token T] [--allow CIDR,…] [--refuse CIDR,…]"
          + " [--deny-ports PORT,…] [--reference HOST:PORT,…] [--max-in-flight N] | list | token IP | approve IP | disable IP [--json]",
      "this machine probes for an installation elsewhere; or the nodes: all, a new token, let one be asked or not",
      "--gateway --node-ip --passwd --token --allow --refuse --deny-ports --reference --max-in-flight",
      "--json"),
  DEMO("demo", "", "a first outage, narrated, in under a minute", "", ""),
  BENCH(
      "bench",
      "prober | chain | start | api | notifier | scheduler | verdict | sla",
      "a benchmark; the last line is JSON",
      "",
      ""),
  IMAGES(
      "images",
      "[--out DIR] [--tag T] | --check",
      "container images as tars, without Docker; --check unpacks them, and runs them as the chart does",
      "--out --tag",
      "--check"),
  FAULTS(
      "faults",
      "[--plan chance|brief|scaling|takeover] [--minutes N] [--seed S] [--monitors N] [--times N]",
      "several of each service under a script of outages while parts are killed, frozen and cut off; 1 when"
          + " anything was lost, invented or told twice",
      "--plan --minutes --seed --monitors --times",
      ""),
  VERSION("version", "", "versions of iplive and of what runs it", "", ""),
  HELP("help", "", "this text", "", ""),

  /** The process that {@code up} starts; not for people. */
  SUPERVISE("supervise", "", "", "--port --nodes --only", "--training"),
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

  public String word() {
    return word;
  }

  public String summary() {
    return summary;
  }

  public String usage() {
    return takes.isEmpty() ? word : word + " " + takes;
  }

  public boolean forPeople() {
    return !summary.isEmpty();
  }

  /**
   * What it ends with when it cannot do it: 2 where 1 has a meaning of its own, or where the
   * program behind it ends so.
   */
  public int failure() {
    return this == REPLAY || this == SLA ? 2 : 1;
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

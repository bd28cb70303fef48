package io.iplive.local.instance;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What an installation remembers between runs.
 *
 * @param gatewayPort where both APIs answer
 * @param nodes how many probers run here
 * @param only services that run here, by name; {@value #NONE}: no service does; empty: all do
 * @param ports of every other part, by name
 */
public record Settings(int gatewayPort, int nodes, Set<String> only, Map<String, Integer> ports) {

  public static final int DEFAULT_PORT = 6003;
  private static final int MOST_NODES = 20;
  private static final String NONE = "none";
  private static final String PORT_PREFIX = "port.";
  private static final String PROBER = "prober";
  private static final List<String> SINGLE = List.of("gateway", "scheduler", "verdict", "notifier");

  public Settings {
    if (gatewayPort < 1 || gatewayPort > 65_535) {
      throw new Complaint(
          "The port is %d; allowed are 1 to 65535: name another with --port."
              .formatted(gatewayPort));
    }
    if (nodes < 1 || nodes > MOST_NODES) {
      throw new Complaint("--nodes is %d; allowed are 1 to %d.".formatted(nodes, MOST_NODES));
    }
    for (String name : only) {
      boolean alone = name.equals(NONE) && only.size() == 1;
      if (!alone && !name.equals(PROBER) && !SINGLE.contains(name)) {
        throw new Complaint(
            "--only names '%s'; allowed are %s and %s, comma between, or %s."
                .formatted(name, String.join(", ", SINGLE), PROBER, NONE));
      }
    }
    only = Set.copyOf(only);
    ports = Map.copyOf(ports);
  }

  /** The names in a list with commas. */
  public static Set<String> names(String list) {
    return Stream.of(list.split(",", -1))
        .map(String::strip)
        .filter(name -> !name.isEmpty())
        .collect(Collectors.toSet());
  }

  /** Those of the directory, or the first ones of a fresh one. */
  public static Settings of(DataDirectory data) {
    Map<String, String> entries = PropertiesFile.read(data.settings());
    Map<String, Integer> ports = new HashMap<>();
    entries.forEach((name, value) -> {
      if (name.startsWith(PORT_PREFIX)) {
        ports.put(name.substring(PORT_PREFIX.length()), number(data, name, value));
      }
    });
    return new Settings(
        number(data, "port", entries.getOrDefault("port", "" + DEFAULT_PORT)),
        number(data, "nodes", entries.getOrDefault("nodes", "1")),
        names(entries.getOrDefault("only", "")),
        ports);
  }

  private static int number(DataDirectory data, String name, String value) {
    try {
      return Integer.parseInt(value.strip());
    } catch (NumberFormatException e) {
      throw new Complaint(
          "%s is damaged (%s is '%s', not a number): correct it, or remove the file; ports, the number of nodes and --only are in it, and are chosen anew."
              .formatted(data.settings(), name, value),
          e);
    }
  }

  public void write(DataDirectory data) {
    Map<String, String> entries = new TreeMap<>();
    entries.put("port", "" + gatewayPort);
    entries.put("nodes", "" + nodes);
    if (!only.isEmpty()) {
      entries.put("only", String.join(",", new TreeSet<>(only)));
    }
    ports.forEach((name, port) -> entries.put(PORT_PREFIX + name, "" + port));
    PropertiesFile.write(data.settings(), "Chosen once, kept while free.", entries);
  }

  public Settings with(Map<String, Integer> otherPorts) {
    return new Settings(gatewayPort, nodes, only, otherPorts);
  }

  public Settings with(int otherPort, int otherNodes, Set<String> onlyThese) {
    return new Settings(otherPort, otherNodes, onlyThese, ports);
  }

  /** Names of the ports beside the gateway's. */
  public List<String> portNames() {
    List<String> names =
        new ArrayList<>(
            List.of("postgres", "broker", "controller", "registry", "registry-management"));
    all().filter(name -> !name.equals("gateway")).forEach(names::add);
    return names;
  }

  private Stream<String> all() {
    return Stream.concat(SINGLE.stream(), probers().stream());
  }

  /** The services that run here, each a context of its own. */
  public List<String> services() {
    return all().filter(this::runs).toList();
  }

  /** Whether a service runs here. */
  public boolean runs(String service) {
    return only.isEmpty()
        || only.contains(service)
        || (service.startsWith(PROBER + "-") && only.contains(PROBER));
  }

  /** One prober a node. */
  public List<String> probers() {
    return IntStream.rangeClosed(1, nodes).mapToObj(n -> "prober-" + n).toList();
  }

  /** Every part with a log of its own. */
  public List<String> parts() {
    return Stream.concat(
            Stream.of("postgres", "broker", "registry", "services"), services().stream())
        .toList();
  }

  public int port(String name) {
    if (name.equals("gateway")) {
      return gatewayPort;
    }
    Integer port = ports.get(name);
    if (port == null) {
      throw new Complaint(
          "No port is known of %s, as where iplive never ran: ./iplive up -d chooses one."
              .formatted(name));
    }
    return port;
  }

  public String gatewayAddress() {
    return "http://127.0.0.1:" + gatewayPort;
  }

  public String brokerAddress() {
    return "127.0.0.1:" + port("broker");
  }

  public String registryAddress() {
    return "http://127.0.0.1:%d/apis/ccompat/v7".formatted(port("registry"));
  }

  public String jdbcAddress(String database) {
    return "jdbc:postgresql://127.0.0.1:%d/%s".formatted(port("postgres"), database);
  }
}

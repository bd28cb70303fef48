package io.iplive.local.console.line;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.iplive.local.instance.Complaint;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

class CommandLineTest {

  @Test
  void takesTheDataDirectoryBeforeAndAfterTheCommand() {
    assertThat(parse("--data", "/d", "status", "--json"))
        .isEqualTo(
            new CommandLine(Command.STATUS, List.of(), Map.of("--data", "/d", "--json", "")));
    assertThat(parse("up", "-d", "--data=/d").options()).containsEntry("--data", "/d");
  }

  @Test
  void tellsWordsFromOptions() {
    CommandLine line = parse("account", "add", "acme", "--callback", "http://h/cb?a=b", "--json");
    assertThat(line.words()).containsExactly("add", "acme");
    assertThat(line.value("--callback")).contains("http://h/cb?a=b");
    assertThat(line.has("--json")).isTrue();
  }

  @Test
  void takesWhatIsDoneToANode() {
    CommandLine line = parse("node", "approve", "192.0.2.1", "--json");
    assertThat(line.command()).isEqualTo(Command.NODE);
    assertThat(line.words()).containsExactly("approve", "192.0.2.1");
    assertThat(line.has("--json")).isTrue();
  }

  @Test
  void anOptionGivenTwiceHasAValueALine() {
    CommandLine line = parse("probe", "http://h/", "--header", "A: 1", "--header=B: 2");
    assertThat(line.value("--header")).contains("A: 1\nB: 2");
  }

  @Test
  void helpsWhenNothingIsAskedFor() {
    assertThat(parse().command()).isEqualTo(Command.HELP);
    assertThat(parse("--help").command()).isEqualTo(Command.HELP);
  }

  @Test
  void saysWhatACommandTakesWhenItIsGivenSomethingElse() {
    assertThatThrownBy(() -> parse("up", "--prot", "7"))
        .isInstanceOf(Complaint.class)
        .hasMessage(
            "'up' does not take --prot; it is: ./iplive up [-d] [--port N] [--nodes N] [--only SERVICE,…]");
    assertThatThrownBy(() -> parse("pu")).hasMessageContaining("no command 'pu'");
    assertThatThrownBy(() -> parse("up", "--port")).hasMessage("--port needs a value after it.");
    assertThatThrownBy(() -> parse("up", "--port", "x").number("--port"))
        .hasMessage("--port is 'x', not a number.");
    assertThatThrownBy(() -> parse("status", "now").withWords(0, 0))
        .hasMessageContaining("does not take 'now'");
    assertThatThrownBy(() -> parse("contact", "add").required("--account"))
        .hasMessageContaining("needs --account");
  }

  @Test
  void refusesAnOptionOfAnotherCommand() {
    assertThatThrownBy(() -> parse("down", "-d")).isInstanceOf(Complaint.class);
  }

  @Test
  void refusesAnOptionOfAnotherVerb() {
    CommandLine add = parse("account", "add", "acme", "--data", "/d", "--allow", "192.0.2.0/24");
    assertThatThrownBy(() -> add.only("--callback", "--json"))
        .hasMessageStartingWith("'account' add does not take --allow; it is: ./iplive account ");
    assertThat(add.only("--allow")).isEqualTo(add);
    assertThatThrownBy(() -> parse("node", "--token", "t").only("--gateway"))
        .hasMessageStartingWith("'node' does not take --token; ");
  }

  @Test
  void whatIsWrongEndsAComparisonWithAnotherCodeThanADifference() {
    assertThatThrownBy(() -> parse("replay", "--form", "t"))
        .asInstanceOf(InstanceOfAssertFactories.type(Complaint.class))
        .extracting(Complaint::exitCode)
        .isEqualTo(2);
    assertThatThrownBy(() -> parse("up", "--prot", "7"))
        .asInstanceOf(InstanceOfAssertFactories.type(Complaint.class))
        .extracting(Complaint::exitCode)
        .isEqualTo(1);
  }

  private static CommandLine parse(String... arguments) {
    return CommandLine.parse(List.of(arguments));
  }
}

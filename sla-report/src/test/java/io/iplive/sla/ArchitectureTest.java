package io.iplive.sla;

import io.iplive.schemas.ArchitectureRules;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

  @Test
  void theHouseRulesHold() {
    ArchitectureRules.hold("io.iplive.sla");
  }
}

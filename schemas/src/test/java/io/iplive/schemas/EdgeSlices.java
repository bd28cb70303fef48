package io.iplive.schemas;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.util.Set;

/** Sorts classes into the edges of a service; core and root are in none. */
final class EdgeSlices implements SliceAssignment {

  private final String root;
  private final Set<String> edges;

  EdgeSlices(String root, Set<String> edges) {
    this.root = root;
    this.edges = edges;
  }

  @Override
  public SliceIdentifier getIdentifierOf(JavaClass type) {
    String name = type.getPackageName();
    if (!name.startsWith(root + ".")) {
      return SliceIdentifier.ignore();
    }
    String edge = name.substring(root.length() + 1).split("\\.", 2)[0];
    return edges.contains(edge) ? SliceIdentifier.of(edge) : SliceIdentifier.ignore();
  }

  @Override
  public String getDescription() {
    return "edges of " + root;
  }
}

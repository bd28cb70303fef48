package io.iplive.images;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;

/** Entry point of {@code ./iplive images}. */
public final class Main {

  private Main() {}

  public static void main(String[] arguments) throws InterruptedException {
    System.exit(run(List.of(arguments)));
  }

  private static int run(List<String> arguments) throws InterruptedException {
    try {
      Path root = Path.of(property("iplive.root"));
      Path target = root.resolve("images/target");
      String version = String.valueOf(Main.class.getPackage().getImplementationVersion());
      Wish wish = Wish.of(arguments, target.resolve("images"), version);
      new Build(root, target.resolve("work"), version, System.out)
          .write(wish.folder(), wish.tag(), System.getProperty("iplive.revision", ""));
      System.out.println("Images and their bills of materials are in " + wish.folder());
      return 0;
    } catch (Complaint e) {
      System.err.println("iplive images: " + e.getMessage());
    } catch (IOException e) {
      System.err.println("iplive images: " + e);
    }
    return 1;
  }

  private static String property(String name) {
    String value = System.getProperty(name);
    if (value == null) {
      throw new Complaint("images are made by ./iplive images.");
    }
    return value;
  }

  /** What was asked for. */
  record Wish(Path folder, String tag) {

    static Wish of(List<String> arguments, Path folder, String tag) {
      Wish wish = new Wish(folder, tag);
      Iterator<String> rest = arguments.iterator();
      while (rest.hasNext()) {
        String option = rest.next();
        String value = rest.hasNext() ? rest.next() : "";
        wish =
            switch (option) {
              case "--out" -> new Wish(Path.of(given(option, value)).toAbsolutePath(), wish.tag);
              case "--tag" -> new Wish(wish.folder, tag(given(option, value)));
              default ->
                  throw new Complaint(
                      "'%s' is not known; it is: ./iplive images [--out DIR] [--tag T] | --check"
                          .formatted(option));
            };
      }
      return wish;
    }

    private static String given(String option, String value) {
      if (value.isBlank()) {
        throw new Complaint("%s needs a value after it.".formatted(option));
      }
      return value;
    }

    private static String tag(String value) {
      if (!value.matches("[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}")) {
        throw new Complaint(
            "--tag is '%s'; allowed are letters, digits and _ . - within.".formatted(value));
      }
      return value;
    }
  }
}

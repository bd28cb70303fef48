package io.iplive.images;

/**
 * What kind of machine images are for: the one they are made on.
 *
 * @param architecture as container runtimes name it
 * @param libraries folder of the system's libraries
 * @param loader what loads programs
 */
public record Platform(String architecture, String libraries, String loader) {

  /** This machine's. */
  public static Platform own() {
    String system = System.getProperty("os.name", "");
    String machine = System.getProperty("os.arch", "");
    if (system.equals("Linux") && machine.equals("amd64")) {
      return new Platform("amd64", "lib/x86_64-linux-gnu/", "lib64/ld-linux-x86-64.so.2");
    }
    if (system.equals("Linux") && machine.equals("aarch64")) {
      return new Platform("arm64", "lib/aarch64-linux-gnu/", "lib/ld-linux-aarch64.so.1");
    }
    throw new Complaint(
        "Images are made on Linux, on amd64 or aarch64; this is %s on %s."
            .formatted(system, machine));
  }
}

package io.iplive.prober.probe.dns;

import java.util.Arrays;

/** Record types by name and number. */
enum RecordType {
  A(1),
  NS(2),
  CNAME(5),
  SOA(6),
  PTR(12),
  MX(15),
  TXT(16),
  AAAA(28),
  SRV(33),
  NAPTR(35),
  DS(43),
  SSHFP(44),
  DNSKEY(48),
  TLSA(52),
  SVCB(64),
  HTTPS(65),
  SPF(99),
  ANY(255),
  CAA(257);

  private static final int MOST = 65_535;

  private final int number;

  RecordType(int number) {
    this.number = number;
  }

  int number() {
    return number;
  }

  /**
   * The number of a type as people write it, {@code TYPE123} included.
   *
   * @throws IllegalArgumentException when there is no such type
   */
  static int number(String name) {
    if (name.matches("TYPE\\d{1,5}") && Integer.parseInt(name.substring(4)) <= MOST) {
      return Integer.parseInt(name.substring(4));
    }
    return Arrays.stream(values())
        .filter(type -> type.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("There is no record type " + name))
        .number;
  }
}

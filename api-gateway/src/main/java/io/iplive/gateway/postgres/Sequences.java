package io.iplive.gateway.postgres;

/** Single values of sequences. */
final class Sequences {

  private Sequences() {}

  static long next(Database database, String sequence) {
    return database.with(handle ->
        handle
            .createQuery("select nextval(cast(:sequence as regclass))")
            .bind("sequence", sequence)
            .mapTo(Long.class)
            .one());
  }
}

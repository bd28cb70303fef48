package io.iplive.gateway.api;

/** The envelope of every answer of the iplive API. */
public record Answer(int code, String msg, Object info) {

  /** Done. */
  public static final int SUCCESS = 1000;

  static final int UNKNOWN_ERROR = 1001;
}

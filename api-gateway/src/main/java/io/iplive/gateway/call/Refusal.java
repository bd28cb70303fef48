package io.iplive.gateway.call;

import java.util.List;

/** Why a call is refused; nothing of it is stored. Codes 1002 to 1005 of contracts/iplive.md. */
public sealed interface Refusal {

  /** 1002: required and absent or blank, in the order of the contract's table. */
  record Lack(List<String> missing) implements Refusal {}

  /**
   * 1003: present but unusable.
   *
   * @param value the unusable part, whole; whoever shows it cuts it
   * @param allowed what would be usable, to follow the word "allowed"
   */
  record ParamError(String param, String value, String allowed) implements Refusal {

    /** Of a parameter whose value is nobody's business. */
    static final String HIDDEN = "***";
  }

  /** 1004: the credential is absent, unknown or of another app. */
  record WrongToken() implements Refusal {}

  /** 1005: no result could ever be delivered. */
  record NoCallback() implements Refusal {}
}

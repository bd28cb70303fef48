package io.iplive.local.demo;

import io.iplive.local.demo.Receiver.Call;
import io.iplive.local.instance.Complaint;

/** Says in words what a call to the receiver means, after checking that it is genuine. */
record Story(String callbackSecret, String contactSecret, Narrator narrator) {

  private static final String RECOVERED = "200";

  static boolean isUp(Call call) {
    return isRound(call) && call.field("result").contains("\"status\":\"1\"");
  }

  static boolean isOutage(Call call) {
    return !isRound(call) && !call.field("status").equals(RECOVERED);
  }

  static boolean isRecovery(Call call) {
    return !isRound(call) && call.field("status").equals(RECOVERED);
  }

  private static boolean isRound(Call call) {
    return call.path().equals(Receiver.CALLBACK);
  }

  void tell(Call call) {
    if (isRound(call)) {
      refuseForged(call.isSignedWith(callbackSecret), call);
      narrator.tell(
          "POST %s (signature right): round %s %s"
              .formatted(call.path(), call.field("timestamp"), call.field("result")));
      return;
    }
    refuseForged(
        call.field("key")
            .equals(
                Signatures.key(
                    contactSecret, call.field("id"), call.field("status"), call.field("date"))),
        call);
    refuseForged(call.isSignedWith(contactSecret), call);
    narrator.tell(
        "GET %s (md5 key and signature right): %s of target %s at %s, status %s"
            .formatted(
                call.path(),
                isRecovery(call) ? "END of the outage" : "OUTAGE",
                call.field("id"),
                call.field("date"),
                call.field("status")));
  }

  private static void refuseForged(boolean genuine, Call call) {
    if (!genuine) {
      throw new Complaint(
          "A call to %s had a wrong signature: %s.".formatted(call.path(), call.signed()));
    }
  }
}

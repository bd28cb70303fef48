package io.iplive.gateway;

import io.iplive.gateway.deal.Failure;
import io.iplive.gateway.deal.FailureList;
import io.iplive.schemas.FailureCode;
import java.util.Optional;

/** The list of the published language. */
final class PublishedFailures implements FailureList {

  @Override
  public Optional<Failure> find(int number) {
    return FailureCode.ofNumber(number)
        .map(code -> new Failure(code.number(), code.ours(), code.sentence()));
  }
}

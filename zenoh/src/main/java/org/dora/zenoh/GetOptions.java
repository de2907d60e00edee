package org.dora.zenoh;

import java.time.Duration;
import java.util.Optional;

/**
 * How and with what a query is asked.
 *
 * @param parameters what stands behind {@code ?} in a selector
 * @param timeout after which the answers there are count as all
 */
public record GetOptions(
    String parameters,
    QueryTarget target,
    ConsolidationMode consolidation,
    Duration timeout,
    Optional<ZBytes> payload,
    Encoding encoding,
    Optional<ZBytes> attachment) {
  public static final GetOptions DEFAULT =
      new GetOptions(
          "",
          QueryTarget.BEST_MATCHING,
          ConsolidationMode.AUTO,
          Duration.ofSeconds(10),
          Optional.empty(),
          Encoding.ZENOH_BYTES,
          Optional.empty());

  public GetOptions withParameters(String newParameters) {
    return new GetOptions(
        newParameters, target, consolidation, timeout, payload, encoding, attachment);
  }

  public GetOptions withTarget(QueryTarget newTarget) {
    return new GetOptions(
        parameters, newTarget, consolidation, timeout, payload, encoding, attachment);
  }

  public GetOptions withConsolidation(ConsolidationMode newConsolidation) {
    return new GetOptions(
        parameters, target, newConsolidation, timeout, payload, encoding, attachment);
  }

  public GetOptions withTimeout(Duration newTimeout) {
    return new GetOptions(
        parameters, target, consolidation, newTimeout, payload, encoding, attachment);
  }

  public GetOptions withPayload(ZBytes newPayload, Encoding newEncoding) {
    return new GetOptions(
        parameters,
        target,
        consolidation,
        timeout,
        Optional.of(newPayload),
        newEncoding,
        attachment);
  }

  public GetOptions withAttachment(ZBytes newAttachment) {
    return new GetOptions(
        parameters, target, consolidation, timeout, payload, encoding, Optional.of(newAttachment));
  }
}

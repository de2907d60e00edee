package org.dora.interop.campaign;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.dora.interop.campaign.Journal.Entry;
import org.dora.interop.campaign.PlannedFlow.End;
import org.dora.interop.campaign.PlannedNode.Input;

/** What must come through one input of a node, given what its source has sent. */
final class ModelOfInput {
  /** How much later than its time a break may be noticed: at a check, on a busy machine. */
  private static final Duration LATE = Duration.ofMillis(400);

  private final PlannedFlow flow;
  private final PlannedNode reader;
  private final Input input;
  private final List<Journal> sourceLives;
  private final List<Journal> readerLives;
  private final Consumer<String> violations;

  /** A message, known by the life of the source that sent it and its number in it. */
  private record Message(int life, int number) implements Comparable<Message> {
    static Message received(Entry entry) {
      return new Message(entry.number(2), entry.number(3));
    }

    @Override
    public int compareTo(Message other) {
      return life == other.life
          ? Integer.compare(number, other.number)
          : Integer.compare(life, other.life);
    }
  }

  private record Sent(Message message, long time) {}

  ModelOfInput(
      PlannedFlow flow,
      PlannedNode reader,
      Input input,
      List<Journal> sourceLives,
      List<Journal> readerLives,
      Consumer<String> violations) {
    this.flow = flow;
    this.reader = reader;
    this.input = input;
    this.sourceLives = sourceLives;
    this.readerLives = readerLives;
    this.violations = violations;
  }

  private void violation(String text, Object... about) {
    violations.accept(
        "input %s of %s: %s".formatted(input.source(), reader.id(), text.formatted(about)));
  }

  void judge() {
    List<Sent> sent = sent();
    judgeOrder(sent);
    if (flow.end() != End.BY_ITSELF || readerLives.isEmpty()) {
      return;
    }
    Journal last = readerLives.getLast();
    if (!last.failed()) {
      judgeLosses(sent.stream().filter(one -> one.time() >= last.upSince()).toList(), last);
      judgeBreaks(sent, last);
    }
    judgeNews();
  }

  private List<Sent> sent() {
    List<Sent> sent = new ArrayList<>();
    for (Journal life : sourceLives) {
      for (Entry entry : life.of("send")) {
        sent.add(new Sent(new Message(life.life(), entry.number(0)), entry.time()));
      }
    }
    return sent;
  }

  private List<Entry> received(Journal life) {
    return life.of("in").stream()
        .filter(entry -> entry.about().getFirst().equals(input.source()))
        .toList();
  }

  /** What comes was sent, comes once and in order, and never behind the end of the input. */
  private void judgeOrder(List<Sent> sent) {
    Set<Message> known = new HashSet<>();
    sent.forEach(one -> known.add(one.message()));
    Message before = new Message(-1, -1);
    for (Journal life : readerLives) {
      for (Entry entry : received(life)) {
        Message message = Message.received(entry);
        if (!entry.about().get(1).equals(input.source()) || !known.contains(message)) {
          violation("got %s, which was never sent", entry);
        }
        if (message.compareTo(before) <= 0) {
          violation("got %s after %s", message, before);
        }
        before = message;
      }
      boolean closed = false;
      for (Entry entry : life.entries()) {
        boolean ours = !entry.about().isEmpty() && entry.about().getFirst().equals(input.source());
        if (ours && entry.kind().equals("closed")) {
          closed = true;
        } else if (ours && entry.kind().equals("in") && closed && !input.timed()) {
          violation("got %s after its end", entry);
        }
      }
    }
  }

  /** Without backpressure, what gave way to {@code queue_size} newer messages may be missing. */
  private void judgeLosses(List<Sent> due, Journal last) {
    List<Entry> received = received(last);
    Set<Message> arrived = new HashSet<>();
    received.forEach(entry -> arrived.add(Message.received(entry)));
    for (int i = 0; i < due.size(); i++) {
      Sent lost = due.get(i);
      if (arrived.contains(lost.message())) {
        continue;
      }
      int pusher = i + input.queueSize();
      boolean pushedOut =
          !input.backpressure()
              && pusher < due.size()
              && due.get(pusher).time() < nextAfter(lost.message(), received);
      if (!pushedOut) {
        violation(
            "%s is missing, number %d of %d that were due", lost.message(), i + 1, due.size());
        return;
      }
    }
  }

  private static long nextAfter(Message message, List<Entry> received) {
    return received.stream()
        .filter(entry -> Message.received(entry).compareTo(message) > 0)
        .mapToLong(Entry::time)
        .findFirst()
        .orElse(Long.MAX_VALUE);
  }

  /** An input breaks if nothing comes for longer than its limit, and only then. */
  private void judgeBreaks(List<Sent> sent, Journal last) {
    long recovered =
        last.of("recovered").stream()
            .filter(entry -> entry.about().getFirst().equals(input.source()))
            .count();
    int may = 0;
    int must = 0;
    // Time in which the daemon stood still does not count.
    Duration late = flow.frozen() ? LATE.plus(CampaignRun.FROST) : LATE;
    for (int i = 1; i < sent.size(); i++) {
      long gap = sent.get(i).time() - sent.get(i - 1).time();
      may += gap > Model.INPUT_TIMEOUT.minusMillis(100).toNanos() ? 1 : 0;
      must += gap > Model.INPUT_TIMEOUT.plus(late).toNanos() ? 1 : 0;
    }
    if (recovered > (input.timed() ? may : 0) || input.timed() && recovered < must) {
      violation(
          "recovered %d times, expected %s",
          recovered, input.timed() ? must + " to " + may + " times" : "never");
    }
  }

  /** Restarts and the failure of the source are told, each once, and the latter before the end. */
  private void judgeNews() {
    int restarts = sourceLives.size() - 1;
    long told = 0;
    for (Journal life : readerLives) {
      told +=
          life.of("restarted").stream()
              .filter(entry -> entry.about().getFirst().equals(input.source()))
              .count();
    }
    Journal last = readerLives.getLast();
    boolean sawAll = readerLives.size() == 1 && !last.failed();
    if (told > restarts || sawAll && told < restarts) {
      violation("heard of %d restarts of %d", told, restarts);
    }
    judgeFailure(last);
  }

  private void judgeFailure(Journal last) {
    List<Entry> failures =
        last.of("failed").stream()
            .filter(entry -> entry.about().getFirst().equals(input.source()))
            .toList();
    Journal end = sourceLives.getLast();
    boolean failed = false;
    boolean mustTell = false;
    if (end.failed()) {
      Fault fault = flow.node(input.source()).faults().get(end.life());
      failed = fault.isFailure();
      // One that closes its outputs first may be gone for its readers before it fails.
      mustTell = failed && !last.failed() && fault.kind() != Fault.Kind.RAISE;
    }
    if (failures.size() > (failed ? 1 : 0) || mustTell && failures.isEmpty()) {
      violation(
          "heard of %d failures of its source, which ended by %s", failures.size(), end.last());
    }
    if (mustTell && !failures.isEmpty()) {
      for (Entry closed : last.of("closed")) {
        if (!input.timed()
            && closed.about().getFirst().equals(input.source())
            && last.entries().indexOf(closed) < last.entries().indexOf(failures.getFirst())) {
          violation("closed before its source's failure was told");
        }
      }
    }
  }
}

package org.dora.cli.inspect;

import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.dora.cli.CliException;
import org.dora.cli.Console;
import org.dora.cli.CoordinatorAddress;
import org.dora.cli.control.ControlClient;
import org.dora.cli.terminal.Terminal;
import org.dora.common.control.NodeInfo;
import org.jspecify.annotations.Nullable;

/**
 * The page of {@code dora top} while somebody watches it: keys are obeyed at once, however long the
 * coordinator takes, and one that is gone is waited for.
 */
final class TopPage {
  /** What the page reacts to. */
  private sealed interface Event {
    record Pressed(String key) implements Event {}

    record Resized() implements Event {}

    record Measured(List<NodeInfo> nodes) implements Event {}

    record Lost(String reason) implements Event {}

    record Ended() implements Event {}
  }

  private final Console console;
  private final CoordinatorAddress address;
  private final Map<String, String> environment;
  private final int interval;
  private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
  private final Semaphore wishes = new Semaphore(0);
  private final NodeView view = new NodeView();
  private @Nullable String trouble;
  private boolean open = true;

  /**
   * @param interval between two looks, in seconds
   */
  TopPage(
      Console console, CoordinatorAddress address, Map<String, String> environment, int interval) {
    this.console = console;
    this.address = address;
    this.environment = environment;
    this.interval = interval;
  }

  /**
   * Shows the page until the user has seen enough.
   *
   * @param first what is shown first
   */
  void watch(List<NodeInfo> first) throws InterruptedException {
    NodePage page = new NodePage(address + ", every " + interval + "s", console.outColours());
    view.update(first);
    try (Terminal terminal = Terminal.open(console.out(), new User())) {
      Thread _ = Thread.ofPlatform().daemon().name("dora-top").start(this::measure);
      Terminal.Size size = terminal.size();
      while (open) {
        terminal.show(page.lines(view, trouble, size));
        Event event = events.take();
        if (event instanceof Event.Resized) {
          size = terminal.size();
        }
        handle(event, size);
      }
    }
  }

  private void handle(Event event, Terminal.Size size) {
    switch (event) {
      case Event.Pressed(String key) -> pressed(key, size);
      case Event.Measured(List<NodeInfo> nodes) -> {
        trouble = null;
        view.update(nodes);
      }
      case Event.Lost(String reason) -> trouble = "not up to date: " + reason;
      case Event.Resized _ -> {
        // It is drawn anew anyway.
      }
      case Event.Ended _ -> open = false;
    }
  }

  private void pressed(String key, Terminal.Size size) {
    switch (key) {
      case "q", "escape" -> open = false;
      case "n" -> view.sortBy(NodeView.SortKey.NODE);
      case "c" -> view.sortBy(NodeView.SortKey.CPU);
      case "m" -> view.sortBy(NodeView.SortKey.MEMORY);
      case "r" -> wishes.release();
      case "down", "j" -> view.move(1);
      case "up", "k" -> view.move(-1);
      case "page down" -> view.move(size.rows() / 2);
      case "page up" -> view.move(-size.rows() / 2);
      case "home" -> view.move(-view.nodes().size());
      case "end" -> view.move(view.nodes().size());
      default -> {
        // Means nothing here.
      }
    }
  }

  /** Looks again and again, over a new connection when the one so far is lost. */
  private void measure() {
    try {
      while (true) {
        try (ControlClient client = ControlClient.connect(address, environment)) {
          while (true) {
            pause();
            events.add(new Event.Measured(TopCommand.nodes(client)));
          }
        } catch (CliException e) {
          events.add(new Event.Lost(String.valueOf(e.getMessage())));
        }
        pause();
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /** Waits for the next time, or until the user wants to see more now. */
  private void pause() throws InterruptedException {
    boolean _ = wishes.tryAcquire(interval, TimeUnit.SECONDS);
  }

  /** Passes on what the user does. */
  private final class User implements Terminal.Listener {
    @Override
    public void pressed(String key) {
      events.add(new Event.Pressed(key));
    }

    @Override
    public void resized() {
      events.add(new Event.Resized());
    }

    @Override
    public void ended() {
      events.add(new Event.Ended());
    }
  }
}

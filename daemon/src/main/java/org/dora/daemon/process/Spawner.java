package org.dora.daemon.process;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * Starts processes, one after the other, on the thread "dora-spawner". The thread lives as long as
 * its daemon: Linux sends the parent-death signal when the thread that spawned ends, and it is this
 * thread's CPU affinity that children inherit.
 */
final class Spawner implements Runnable {
  private final Waiter waiter;
  private final ProcessRecords records;
  private final LinkedBlockingQueue<Runnable> orders = new LinkedBlockingQueue<>();

  private final Object lock = new Object();

  /** Guarded by {@code lock}, so that nothing is queued behind the end. */
  private boolean closed;

  /** Of the spawner's thread alone. */
  private boolean ended;

  Spawner(Waiter waiter, ProcessRecords records) {
    this.waiter = waiter;
    this.records = records;
  }

  void start() {
    Thread.ofPlatform().daemon().name("dora-spawner").start(this);
  }

  /** Starts a process as soon as those before it have started. */
  CompletableFuture<ChildProcess> order(ProcessSpec spec, ProcessListener listener) {
    CompletableFuture<ChildProcess> started = new CompletableFuture<>();
    synchronized (lock) {
      if (closed) {
        started.completeExceptionally(refusal(spec));
      } else {
        orders.add(() -> fulfil(spec, listener, started));
      }
    }
    return started;
  }

  /** Refuses all that has not been started yet. Returns when nothing more will start. */
  void refuseFurther() throws InterruptedException {
    CountDownLatch idle = new CountDownLatch(1);
    synchronized (lock) {
      if (closed) {
        return;
      }
      closed = true;
      orders.add(idle::countDown);
    }
    idle.await();
  }

  /** Ends the thread, and with it each process that was to die with its parent. */
  void end() {
    orders.add(() -> ended = true);
  }

  @Override
  public void run() {
    try {
      while (!ended) {
        orders.take().run();
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt(); // nobody does
    }
  }

  private void fulfil(
      ProcessSpec spec, ProcessListener listener, CompletableFuture<ChildProcess> started) {
    try {
      started.complete(spawn(spec, listener));
    } catch (SpawnException e) {
      started.completeExceptionally(e);
    } catch (Throwable e) { // whatever it was, this thread has to live on
      started.completeExceptionally(new SpawnException(spec, e));
    }
  }

  private ChildProcess spawn(ProcessSpec spec, ProcessListener listener) {
    refuseIfClosed(spec);
    Program program = Program.find(spec);
    OutputPipes pipes = OutputPipes.open();
    List<String> warnings = new ArrayList<>();
    ProcessRecords.Entry entry = records.open(spec);
    ChildProcess child;
    try {
      int pid = execute(program, spec, pipes, warnings);
      entry.started(pid);
      child = new ChildProcess(pid, spec, listener, entry);
    } catch (RuntimeException e) {
      entry.ended();
      pipes.closeReadEnds();
      throw e;
    } finally {
      pipes.closeWriteEnds();
    }
    child.started(warnings);
    child.readOutput(pipes);
    waiter.add(child);
    return child;
  }

  private static int execute(
      Program program, ProcessSpec spec, OutputPipes pipes, List<String> warnings) {
    if (!PosixSpawn.CLOSES_DESCRIPTORS) {
      OpenDescriptors.closeOnExec();
    }
    int pid;
    try (CpuAffinity _ = CpuAffinity.bind(spec.resources().cores(), warnings::add)) {
      pid = PosixSpawn.start(program, spec, pipes);
      if (pid == -NativePosix.ENOEXEC) {
        pid = PosixSpawn.start(program.asShellScript(), spec, pipes);
      }
    }
    if (pid < 0) {
      throw Program.refusedBySystem(spec, -pid);
    }
    return pid;
  }

  private void refuseIfClosed(ProcessSpec spec) {
    synchronized (lock) {
      if (closed) {
        throw refusal(spec);
      }
    }
  }

  private static SpawnException refusal(ProcessSpec spec) {
    return new SpawnException(
        spec.program(), spec.directory(), 0, "the daemon is closing and starts nothing any more");
  }
}

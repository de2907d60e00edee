package org.dora.daemon.process;

/**
 * Remembers, where this program's end does not reach, which process groups it has started, so that
 * somebody else can end them when it was killed. Called on the spawner and on the waiter; may touch
 * files, and must not fail.
 */
public interface ProcessRecords {
  /** For programs that end before it matters. */
  ProcessRecords NONE = _ -> Entry.NONE;

  /** What is remembered of one process. */
  interface Entry {
    Entry NONE =
        new Entry() {
          @Override
          public void started(int pid) {}

          @Override
          public void ended() {}
        };

    /** The process runs and leads the group of its number. */
    void started(int pid);

    /** The process has been reaped, and what it left of its group killed; or it never started. */
    void ended();
  }

  /** A process is about to start: it may be that nothing more is heard of it. */
  Entry open(ProcessSpec spec);
}

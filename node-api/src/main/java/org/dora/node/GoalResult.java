package org.dora.node;

/**
 * What came of a goal.
 *
 * @param status how it ended
 * @param input the message that said so, with the result as its data; valid until the next event is
 *     taken, unless retained
 */
public record GoalResult(GoalStatus status, Event.Input input) {}

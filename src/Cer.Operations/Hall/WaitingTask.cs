using NodaTime;

namespace Cer.Operations.Hall;

/// <summary>A task that waits.</summary>
/// <param name="Since">When it was asked; null when its workflow does not say.</param>
/// <param name="Due">By when it is to be done; null without a term.</param>
/// <param name="Mine">Whether it is for the person who looks.</param>
public sealed record WaitingTask(Instant? Since, Instant? Due, bool Mine);

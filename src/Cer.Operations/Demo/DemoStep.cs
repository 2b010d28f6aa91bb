using NodaTime;

namespace Cer.Operations.Demo;

/// <summary>A step of the story as it goes on.</summary>
/// <param name="Lines">How many lines were sent now; none when nothing was due.</param>
/// <param name="ToldUntil">To when the story is told.</param>
/// <param name="NextAt">When the next message is due.</param>
public readonly record struct DemoStep(int Lines, Instant ToldUntil, Instant NextAt);

namespace Cer.Host.Deadlines;

/// <summary>The number of what was kept.</summary>
internal sealed record DeadlineKept(int Id);

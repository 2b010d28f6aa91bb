using Cer.Operations.Ports;

namespace Cer.Operations.Periods;

/// <summary>A piece of work that was taken up, and why it could not be done; null when it was.</summary>
public sealed record WorkReport(WorkItem Item, string? Problem);

namespace Cer.Host.Deadlines;

/// <summary>What somebody says of a deadline.</summary>
internal sealed record DeadlineRequest(string? Kind, string? Of, bool? Done, string? Note);

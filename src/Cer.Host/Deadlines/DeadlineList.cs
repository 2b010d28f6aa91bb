namespace Cer.Host.Deadlines;

/// <summary>The calendar of a span of days.</summary>
internal sealed record DeadlineList(string From, string To, string Today, IReadOnlyList<DeadlineView> Deadlines);

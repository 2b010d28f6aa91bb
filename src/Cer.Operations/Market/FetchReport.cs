using Cer.Operations.Ports;
using NodaTime;

namespace Cer.Operations.Market;

/// <summary>What fetching prices came to.</summary>
/// <param name="Requests">Requests that were answered with prices, or with none yet.</param>
/// <param name="Counts">Prices by what became of them.</param>
/// <param name="Problem">Why it stopped before the end; null when it did not.</param>
/// <param name="IsLasting">Whether somebody must mend something first.</param>
/// <param name="Wait">How long the quota asks to wait before going on; null when nothing waits for it.</param>
public sealed record FetchReport(int Requests, AppendCounts Counts, string? Problem, bool IsLasting, Duration? Wait);

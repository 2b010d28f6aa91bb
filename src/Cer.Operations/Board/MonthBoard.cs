using Cer.Domain;
using NodaTime;

namespace Cer.Operations.Board;

/// <summary>How good the data of a community are in a month, as it was found at some time.</summary>
/// <param name="Month">The month.</param>
/// <param name="Points">Its points, by their numbers.</param>
/// <param name="Quarantined">Lines of the month that wait in quarantine.</param>
/// <param name="At">When it was looked over.</param>
/// <param name="Took">How long that took.</param>
/// <param name="Stamp">What had come in by then.</param>
public sealed record MonthBoard(
    MarketMonth Month,
    IReadOnlyDictionary<int, PointBoard> Points,
    int Quarantined,
    Instant At,
    Duration Took,
    long Stamp);

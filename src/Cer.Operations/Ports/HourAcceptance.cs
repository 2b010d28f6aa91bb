using Cer.Domain.Codes;
using NodaTime;

namespace Cer.Operations.Ports;

/// <summary>A decision about hours that are not measured, as it is kept.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Pod">Code of the point.</param>
/// <param name="AllSeries">The point with all its series.</param>
/// <param name="Unit">Of one series: the unit; null for what the point withdraws.</param>
/// <param name="From">Start of the first hour.</param>
/// <param name="To">End of the last.</param>
/// <param name="Kind">The decision.</param>
/// <param name="Author">Who decided.</param>
/// <param name="Reason">Why.</param>
/// <param name="At">When.</param>
/// <param name="Withdrawn">Who took it back, when and why; null while it holds.</param>
public sealed record HourAcceptance(
    long Id,
    string Pod,
    bool AllSeries,
    string? Unit,
    Instant From,
    Instant To,
    AcceptanceKind Kind,
    string Author,
    string Reason,
    Instant At,
    Withdrawal? Withdrawn);

using Cer.Domain.Codes;
using NodaTime;

namespace Cer.Operations.Closing;

/// <summary>What a person decides about hours that are not measured.</summary>
/// <param name="Point">The store's number of the point.</param>
/// <param name="Unit">The store's number of the unit; 0 for what the point withdraws, null for all its series.</param>
/// <param name="From">Start of the first hour.</param>
/// <param name="To">End of the last.</param>
/// <param name="Kind">The decision.</param>
/// <param name="KwhPerHour">The value that each missing hour of the series gets, when the person enters one.</param>
/// <param name="Reason">Why.</param>
public sealed record AcceptRequest(
    int Point, int? Unit, Instant From, Instant To, AcceptanceKind Kind, decimal? KwhPerHour, string Reason);

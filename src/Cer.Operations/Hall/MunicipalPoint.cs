using Cer.Operations.Dashboards;
using NodaTime;

namespace Cer.Operations.Hall;

/// <summary>A point of the municipality with what was declared of it.</summary>
/// <param name="Id">The store's number of the point.</param>
/// <param name="Digits">The last four characters of its code.</param>
/// <param name="Name">What people call it; null when nobody said.</param>
/// <param name="Kind">What stands there; other when nobody said.</param>
/// <param name="ContractedKw">The power that is contracted.</param>
/// <param name="Hours">When it is open on working days; null where nobody said, or where there are no hours.</param>
/// <param name="Declared">The revision, who said it and when; null when nobody did.</param>
public sealed record MunicipalPoint(
    int Id,
    string Digits,
    string? Name,
    PlaceKind Kind,
    decimal? ContractedKw,
    (LocalTime Opens, LocalTime Closes)? Hours,
    (int Revision, string By, Instant At)? Declared);

namespace Cer.Host.Homes.Mapping;

/// <summary>What a meter shows now, and the quarters of an hour that it would have given.</summary>
/// <param name="Now">What each of its entities shows.</param>
/// <param name="From">The first instant.</param>
/// <param name="To">The first instant no more.</param>
/// <param name="Measured">Quarters that were measured.</param>
/// <param name="Estimated">Quarters that would be estimates.</param>
/// <param name="Missing">Quarters that nobody can tell.</param>
/// <param name="Kwh">The energy of all that is told.</param>
/// <param name="Quarters">Each that is told.</param>
internal sealed record TrialView(
    IReadOnlyList<TrialNow> Now,
    string From,
    string To,
    int Measured,
    int Estimated,
    int Missing,
    decimal Kwh,
    IReadOnlyList<TrialQuarter> Quarters);

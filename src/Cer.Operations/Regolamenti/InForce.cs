using NodaTime;

namespace Cer.Operations.Regolamenti;

/// <summary>Tells which approved version a month goes by.</summary>
/// <remarks>That of the latest first month up to it; of equal first months, the one approved last.</remarks>
public static class InForce
{
    /// <summary>The versions that count, by first month, each once.</summary>
    public static IReadOnlyList<RegolamentoVersion> Of(IEnumerable<RegolamentoVersion> versions) =>
    [
        .. versions.Where(version => version.Approved is not null)
            .GroupBy(version => version.From)
            .Select(same => same.MaxBy(version => version.Approved!.Ordinal)!)
            .OrderBy(version => version.From),
    ];

    /// <summary>The version of a month; null while none is in force.</summary>
    public static RegolamentoVersion? In(IEnumerable<RegolamentoVersion> versions, YearMonth month) =>
        Of(versions).LastOrDefault(version => version.From <= month);
}

using Cer.Settlement.Payments;
using NodaTime;

namespace Cer.Operations.Paying;

/// <summary>A version of a member's tax profile.</summary>
/// <param name="Member">Code of the member.</param>
/// <param name="Revision">From 1, one for each choice.</param>
/// <param name="Choice">What was chosen.</param>
/// <param name="By">Who chose it.</param>
/// <param name="At">When.</param>
public sealed record TaxProfile(string Member, int Revision, TaxChoice Choice, string By, Instant At)
{
    /// <summary>The version in force in a month: that of the last first day in it or before, then the newest.</summary>
    public static TaxProfile? InForce(IEnumerable<TaxProfile> versions, YearMonth month)
    {
        var last = month.ToDateInterval().End;
        return versions.Where(version => version.Choice.From <= last)
            .OrderBy(version => version.Choice.From).ThenBy(version => version.Revision).LastOrDefault();
    }

    /// <summary>The taxes that it applies; none when it says so.</summary>
    public TaxRate? Rate => Choice.Rate;
}

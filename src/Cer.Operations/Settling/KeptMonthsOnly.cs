using System.Globalization;
using Cer.Domain;
using Cer.Exchange.Faults;
using NodaTime;

namespace Cer.Operations.Settling;

/// <summary>Months are settled from quarter hours: of one whose quarter hours are gone the closed figures stay, and no others.</summary>
/// <remarks>
/// Hours that were kept would not do: they have lost which of a quarter was late, and whose word it was, so that a
/// settlement of them could differ and nobody could say why.
/// </remarks>
internal static class KeptMonthsOnly
{
    /// <summary>Whether a settlement may begin with a month; a fault tells when not.</summary>
    public static bool Check(Instant? keptFrom, MarketMonth first, FaultList faults)
    {
        if (IsKept(keptFrom, first)) return true;
        faults.Add("database", 1, "reading", Sentence(first), string.Create(
            CultureInfo.InvariantCulture, $"a month from {First(keptFrom, first)} on; {first} has the figures it was closed with"));
        return false;
    }

    /// <summary>The first month from a given one on whose quarter hours are all kept.</summary>
    public static MarketMonth First(Instant? keptFrom, MarketMonth month)
    {
        while (!IsKept(keptFrom, month)) month = month.Next;
        return month;
    }

    private static string Sentence(MarketMonth month) =>
        string.Create(CultureInfo.InvariantCulture, $"{month}, whose quarter hours are no longer kept");

    private static bool IsKept(Instant? keptFrom, MarketMonth month) =>
        keptFrom is not { } kept || Instant.FromUnixTimeSeconds(month.FirstHour * 3600) >= kept;
}

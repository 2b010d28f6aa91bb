using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Cer.Domain;
using Cer.Settlement.Closing;
using NodaTime;

namespace Cer.Operations.Reconciling;

/// <summary>What taking a recalculation would do, shown before anybody takes it.</summary>
public sealed record RecalculationProposal
{
    public required MarketMonth Month { get; init; }

    /// <summary>The import of the statement that holds.</summary>
    public required long Import { get; init; }

    public required LocalDate? Published { get; init; }

    public required RecalculationBasis Basis { get; init; }

    /// <summary>What GSE has advised last; an item that no statement tells stays as it is accounted.</summary>
    public required MonthSums After { get; init; }

    /// <summary>Items that the recalculation itself does not tell, by their words: they stay as they were.</summary>
    public required IReadOnlyList<string> Kept { get; init; }

    public required IReadOnlyList<Correction> Parts { get; init; }

    public MonthSums Before => Basis.Sums;

    public MonthSums Difference => After - Before;

    /// <summary>Hash of all that is shown: what was seen is taken, and nothing else.</summary>
    public byte[] Sha256()
    {
        var text = new StringBuilder().Append(
            CultureInfo.InvariantCulture, $"{Month} {Import} {Basis.Run} {Basis.Taken} {Basis.OpenMonth} {Sums(Before)} {Sums(After)}\n");
        foreach (var part in Parts)
        {
            text.Append(CultureInfo.InvariantCulture, $"{part.Owner.Kind}\t{part.Owner.Id}\t{part.Tip.Cents}");
            text.Append(CultureInfo.InvariantCulture, $"\t{part.Cac.Cents}\t{part.Surplus.Cents}\n");
        }

        return SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString()));
    }

    public string Mark => Convert.ToHexStringLower(Sha256());

    private static string Sums(MonthSums sums) => FormattableString.Invariant($"{sums.Tip.Cents}/{sums.Cac.Cents}/{sums.Surplus.Cents}");
}

using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Cer.Domain;
using Cer.Operations.Ports;
using Cer.Settlement.Payments;
using NodaTime;

namespace Cer.Operations.Paying;

/// <summary>The payable lines of a month as they are now: drafts until enough people have approved exactly these amounts.</summary>
public sealed record PayableDraft
{
    public required YearMonth Month { get; init; }

    public required MonthRow Row { get; init; }

    public required DraftBasis Basis { get; init; }

    /// <summary>How many different people have to approve.</summary>
    public required int Approvers { get; init; }

    public required IReadOnlyList<PayableLine> Lines { get; init; }

    /// <summary>Whether enterprises get no surplus; null while it is not known.</summary>
    public required SurplusCheck? Check { get; init; }

    /// <summary>Whether the month is over.</summary>
    public required bool IsOver { get; init; }

    public bool IsKnown => Lines.Count > 0 && Lines.All(line => line.Amount is not null);

    public Money? Gross => Sum(amount => amount.Gross);

    public Money? Withheld => Sum(amount => amount.Withheld);

    public Money? Net => Sum(amount => amount.Net);

    /// <summary>Hash over the run, the approvers and every amount: what an approval is bound to.</summary>
    public byte[] Sha256()
    {
        var text = new StringBuilder().Append(CultureInfo.InvariantCulture, $"{Month} {Basis.Run} {Approvers}\n");
        foreach (var line in Lines)
        {
            text.Append(CultureInfo.InvariantCulture, $"{line.Member?.Id}\t{line.Fund}\t{line.Amount?.Gross.Cents}");
            text.Append(CultureInfo.InvariantCulture, $"\t{line.Amount?.Withheld.Cents}\t{line.Amount?.Vat.Cents}\n");
        }

        return SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString()));
    }

    /// <summary>The hash as the pages send it back.</summary>
    public string Mark => Convert.ToHexStringLower(Sha256());

    private Money? Sum(Func<TaxedAmount, Money> part) => Lines.Aggregate(
        (Money?)Money.Zero, (sum, line) => line.Amount is { } amount ? sum + part(amount) : null);
}

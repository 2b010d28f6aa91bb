using Cer.Domain;
using NodaTime;

namespace Cer.Settlement.Payouts;

/// <summary>What a payment to members keeps to.</summary>
public sealed record PayoutTerms
{
    /// <summary>Less than this is carried over.</summary>
    public required Money Least { get; init; }

    /// <summary>Of months that GSE has not balanced yet, kept back: 0 to 100.</summary>
    public required decimal RetainedPercent { get; init; }

    /// <summary>Months whose advances GSE cannot reclaim any more.</summary>
    public required IReadOnlySet<YearMonth> Balanced { get; init; }

    /// <summary>What is left of the money received for each month; null where a month is paid whatever was received.</summary>
    public required IReadOnlyDictionary<YearMonth, Money>? Received { get; init; }

    /// <summary>Months that are not paid, as enterprises would get a part of the surplus.</summary>
    public required IReadOnlySet<YearMonth> Unentitled { get; init; }

    /// <summary>Members that can be paid.</summary>
    public required IReadOnlySet<int> WithAccount { get; init; }
}

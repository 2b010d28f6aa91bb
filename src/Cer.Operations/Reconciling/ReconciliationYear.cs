using Cer.Domain;
using Cer.Operations.Ports;
using Cer.Operations.Viewing;

namespace Cer.Operations.Reconciling;

/// <summary>A year's months that have a statement or a credit, with what they are held against.</summary>
/// <param name="Year">The year.</param>
/// <param name="Months">Its months, and those of the years around it: what waits in December comes with January's credit.</param>
/// <param name="Rows">The months as they were settled.</param>
/// <param name="Numbers">The store's numbers.</param>
public sealed record ReconciliationYear(
    int Year, IReadOnlyDictionary<MarketMonth, MonthGround> Months, IReadOnlyDictionary<MarketMonth, MonthRow> Rows,
    RegistryNumbers Numbers)
{
    /// <summary>How many months of the year itself there are.</summary>
    public int Count => Months.Keys.Count(month => month.Year == Year);

    /// <summary>The year's months, and those before it whose payment waited into it.</summary>
    internal IReadOnlyList<PaymentState> States =>
    [
        .. PaymentState.Of(Months.Values).Where(state => state.Ground.Month.Year == Year
            || (state.Ground.Month.Year == Year - 1 && state.Waited is not null)),
    ];
}

using Cer.Domain;
using Cer.Operations.Ports;
using Cer.Operations.Viewing;

namespace Cer.Operations.Reconciling;

/// <summary>A year's months that have a statement or a credit, with what they are held against.</summary>
/// <param name="Months">The months.</param>
/// <param name="Rows">The same as they were settled.</param>
/// <param name="Numbers">The store's numbers.</param>
public sealed record ReconciliationYear(
    IReadOnlyDictionary<MarketMonth, MonthGround> Months, IReadOnlyDictionary<MarketMonth, MonthRow> Rows, RegistryNumbers Numbers);

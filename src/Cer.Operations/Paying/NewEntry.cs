using Cer.Domain;
using NodaTime;

namespace Cer.Operations.Paying;

/// <summary>An amount that somebody enters by hand.</summary>
/// <param name="Standing">Who says so.</param>
/// <param name="Month">The month of energy it is for.</param>
/// <param name="Kind">One of <see cref="EntryWords.Kinds" />.</param>
/// <param name="Plant">The store's number of the plant; null when it is for all of them.</param>
/// <param name="Amount">Negative when it was taken.</param>
/// <param name="Day">The day of the statement or of the credit.</param>
/// <param name="Source">Where it stands: number of the statement, reference of the bank.</param>
public sealed record NewEntry(
    Standing Standing, YearMonth Month, string Kind, int? Plant, Money Amount, LocalDate Day, string Source);

using Cer.Domain;
using NodaTime;

namespace Cer.Operations.Mine;

/// <summary>What a recalculation by GSE gives the member more or less of a closed month.</summary>
/// <param name="Corrects">The closed month.</param>
/// <param name="Month">The month in which it is due.</param>
/// <param name="Day">The day on which GSE published it; where that is not told, on which it was taken.</param>
/// <param name="Amount">All kinds of money together.</param>
public sealed record MineRecalculation(YearMonth Corrects, YearMonth Month, LocalDate Day, Money Amount);
